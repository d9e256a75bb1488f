package io.menshen.benchmarks.load;

/**
 * What came back of more than could be served.
 *
 * @param sent requests of the time that counts, as all below
 * @param good answers of status 200
 * @param shed answers of status 429 or 503 that say when to come back
 * @param other answers, and connections that broke
 * @param seconds how long it was asked
 * @param shedP50 nanoseconds from the sending to the last byte of a shed answer, for half of them
 * @param shedP95 as shedP50, for 95 in 100
 * @param shedP99 as shedP50, for 99 in 100
 */
public record Surge(
        long sent,
        long good,
        long shed,
        long other,
        double seconds,
        long shedP50,
        long shedP95,
        long shedP99) {
    /**
     * What is to be asked.
     *
     * @param port on the loopback address
     * @param connections kept open; a request waits for none of them
     * @param rate requests a second, whatever is answered
     * @param warmUp milliseconds before what counts begins
     * @param millis how long what counts goes on
     * @param requests a file of {@link Requests}
     */
    public record Asked(
            int port, int connections, double rate, long warmUp, long millis, String requests) {}

    /** Good answers a second. */
    public double goodPerSecond() {
        return good / seconds;
    }

    /** Requests a second. */
    public double sentPerSecond() {
        return sent / seconds;
    }
}
