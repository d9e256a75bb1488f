package io.menshen.policy;

import java.nio.file.FileSystemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the policy stands. With a problem the last good revision goes on deciding.
 *
 * @param revision in force, 1 or more; 0 while the first bundle is waited for, and nothing is
 *     served
 * @param since when it came into force in this process, or when the waiting began
 * @param problem why the bundle that now lies there is not in force, or null where it is
 * @param unfetched why the last request to the bundle server brought nothing that may be used, or
 *     null where it did, or there is no server
 * @param lastChecked when the bundle was last looked at
 */
public record PolicyHealth(
        int revision,
        Instant since,
        @Nullable String problem,
        @Nullable String unfetched,
        Instant lastChecked) {

    PolicyHealth checked(@Nullable String found, Instant now) {
        return new PolicyHealth(revision, since, found, unfetched, now);
    }

    PolicyHealth fetched(@Nullable String found) {
        return new PolicyHealth(revision, since, problem, found, lastChecked);
    }

    /** What an operator is told of a failure. */
    static String told(Throwable failure) {
        // The message of these is a bare path.
        var message = failure.getMessage();
        if (failure instanceof FileSystemException || message == null) {
            return failure.getClass().getSimpleName() + " " + message;
        }
        return message;
    }
}
