package io.menshen.benchmarks.load;

/**
 * What came back.
 *
 * @param answered good answers within the time: status 200 and the expected ending
 * @param failed other answers, and connections that broke
 * @param seconds how long it was asked
 * @param p50 nanoseconds from the sending to the last byte of the answer, for half of them
 * @param p99 as p50, for 99 in 100
 * @param p999 as p50, for 999 in 1,000
 */
public record Tally(long answered, long failed, double seconds, long p50, long p99, long p999) {
    /** Good answers a second. */
    public double perSecond() {
        return answered / seconds;
    }
}
