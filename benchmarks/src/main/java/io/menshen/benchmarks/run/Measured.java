package io.menshen.benchmarks.run;

/**
 * One contender's turn. Where a figure is not known it is 0.
 *
 * @param perSecond answers, or items of a batch
 * @param failed answers that were not as expected
 * @param p50 nanoseconds of a request, for half of them
 * @param p99 as p50, for 99 in 100
 * @param p999 as p50, for 999 in 1,000
 * @param allocated bytes of heap that the server took for one
 * @param cpu microseconds of processor time that the server took for one
 */
public record Measured(
        double perSecond,
        long failed,
        long p50,
        long p99,
        long p999,
        double allocated,
        double cpu) {}
