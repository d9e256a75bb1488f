package io.menshen.benchmarks.command;

import io.menshen.benchmarks.micro.Opa;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH in forks with the gateway's heap. */
final class Jmh {
    private Jmh() {}

    /** Runs what matches. */
    static Collection<RunResult> run(String pattern) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        var options =
                new OptionsBuilder()
                        .include(pattern)
                        .shouldFailOnError(true)
                        .addProfiler(GCProfiler.class)
                        .jvmArgs(jvm().toArray(String[]::new));
        if (Opa.binary().isEmpty()) {
            System.out.println("OPA not found in OPA, on the PATH or in .tools/: not asked");
            options.exclude("ServerDecisionBenchmark");
        }
        return new Runner(options.build()).run();
    }

    private static List<String> jvm() {
        return List.of(
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dmenshen.home=" + System.getProperty("menshen.home", "."));
    }
}
