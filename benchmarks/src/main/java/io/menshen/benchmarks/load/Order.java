package io.menshen.benchmarks.load;

/**
 * What is to be asked.
 *
 * @param port on the loopback address
 * @param connections kept open, each with one request under way; 1 or more
 * @param millis how long, from the first request on
 * @param requests a file of {@link Requests}; the connections go round in it
 * @param ending how the body of a good answer ends
 */
public record Order(int port, int connections, long millis, String requests, String ending) {}
