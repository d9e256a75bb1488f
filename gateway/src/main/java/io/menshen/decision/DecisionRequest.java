package io.menshen.decision;

import io.menshen.kernel.Operation;
import io.menshen.kernel.Retrieval;
import io.menshen.kernel.Staff;
import io.menshen.kernel.SubjectState;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the policy. It holds no person, so that few distinct requests exist and each is
 * its own cache key (design, section 4).
 *
 * @param channel the collection channel, or null where none is concerned
 * @param subject the state of the person, or null before the person is known
 * @param evidence for {@link Operation#COLLECT} and {@link Operation#CONSENT} only, else null
 */
public record DecisionRequest(
        Asker caller,
        String purpose,
        Operation operation,
        @Nullable String channel,
        @Nullable SubjectState subject,
        @Nullable Evidence evidence,
        Context context) {

    /**
     * Who asks.
     *
     * @param consumer id in the consumer registry
     * @param kind the consumer's kind there
     * @param staff role and agreement of the member of staff, or null; the person's id is not part
     *     of the request
     */
    public record Asker(String consumer, String kind, @Nullable Standing staff) {}

    /** A member of staff as the policy sees one, and how much they retrieve. */
    public record Standing(String role, Staff.Agreement agreement, Retrieval retrieval) {}

    /**
     * Under what data is taken in.
     *
     * @param notice {@code current}, {@code old}, {@code altered} or {@code missing}
     * @param verification {@code none}, {@code code} or {@code desk}
     * @param consents whether sensitive kinds were consented to one by one
     * @param fields the fields offered
     */
    public record Evidence(
            String notice, String verification, Consents consents, SortedSet<String> fields) {
        /** Keeps a copy: a request is a key. */
        public Evidence {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        }
    }

    /** How consents were given (T/CCAGM 002 4.1.2-e). */
    public enum Consents {
        SEPARATE,
        BUNDLED
    }

    /**
     * When, and what is contained in an incident.
     *
     * @param day in Asia/Shanghai
     * @param containment whether the use as a whole is contained
     * @param containedFields fields contained for themselves
     */
    public record Context(
            LocalDate day, Containment containment, SortedSet<String> containedFields) {
        /** Keeps a copy: a request is a key. */
        public Context {
            containedFields = Collections.unmodifiableSortedSet(new TreeSet<>(containedFields));
        }
    }

    /** Whether an incident stopped this use. */
    public enum Containment {
        NONE,
        CONTAINED
    }
}
