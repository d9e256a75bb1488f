package io.menshen.benchmarks.soak;

/** Something that must hold for long, tried on a running deployment. */
public interface Trial {
    /** A word to choose it by. */
    String name();

    /** Tries, and tells what was measured; the deployment serves as before when it returns. */
    Verdict run(Ground ground, Extent extent) throws Exception;
}
