package io.menshen.intake;

import io.menshen.access.Use;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Field;
import io.menshen.decision.DecisionRequest.Consents;
import io.menshen.intake.IntakeRequest.ConsentGiven;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.subject.ConsentState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the acts of consent of an intake, and under which notice it was made. */
final class ConsentCheck {
    private static final String CURRENT = "current";
    private static final String OLD = "old";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Use use;
    private final Catalog catalog;
    private final Instant at;
    private final List<Fault> faults;
    private final List<Consented> consents = new ArrayList<>();

    ConsentCheck(Use use, Instant at, List<Fault> faults) {
        this.at = at;
        this.use = use;
        this.catalog = use.policy().catalog();
        this.faults = faults;
    }

    /**
     * What was consented to.
     *
     * @param notice {@code current}, {@code old}, {@code altered} or {@code missing}: of the
     *     intake's purpose
     * @param shown version of that notice; 0 where none was shown
     */
    record Read(List<Consented> consents, String notice, int shown) {}

    Read read(IntakeRequest request) {
        var given = request.consents() == null ? List.<ConsentGiven>of() : request.consents();
        for (var i = 0; i < given.size(); i++) {
            consent("/consents/" + i, given.get(i), request.channel());
        }
        if (request.noticeVersion() != null) {
            hash("", request.noticeHash());
        }
        var shown = shown(request);
        return new Read(consents, notice(request, shown), shown == null ? 0 : shown);
    }

    private void consent(String pointer, @Nullable ConsentGiven given, String channel) {
        var counts = given == null ? Optional.<String>empty() : counts(given.purpose());
        if (given == null || counts.isEmpty()) {
            faults.add(unknown(pointer + "/purpose", mayAsk()));
            return;
        }
        var version = version(counts.get());
        if (given.noticeVersion() < 1 || given.noticeVersion() > version) {
            var detail = "Needed: 1 to " + version + ".";
            faults.add(new Fault(pointer + "/notice_version", "range", detail));
        }
        hash(pointer, given.noticeHash());
        var separate = given.separate() == null ? List.<String>of() : given.separate();
        if (!kinds().containsAll(separate)) {
            faults.add(unknown(pointer + "/separate", new TreeSet<>(kinds())));
            return;
        }
        if (consents.stream().anyMatch(other -> other.counts().equals(counts.get()))) {
            var detail = "Needed: one consent for a purpose, with all kinds that it covers.";
            faults.add(new Fault(pointer + "/purpose", "repeated", detail));
            return;
        }
        entry(pointer, given, channel)
                .ifPresent(entry -> consents.add(consented(pointer, given, counts.get(), entry)));
    }

    private static Fault unknown(String pointer, Collection<String> allowed) {
        return new Fault(pointer, "unknown_word", "Allowed: " + String.join(", ", allowed) + ".");
    }

    private Optional<ConsentState.Entry> entry(String pointer, ConsentGiven given, String channel) {
        var separate = given.separate() == null ? Set.<String>of() : given.separate();
        return new EarlierConsent(catalog, at, faults)
                .said(pointer, given.earlier(), channel)
                .map(said ->
                        new ConsentState.Entry(
                                ConsentState.Act.GRANTED,
                                given.noticeVersion(),
                                said.at().truncatedTo(ChronoUnit.MILLIS),
                                said.channel(),
                                new TreeSet<>(separate)));
    }

    private Consented consented(
            String pointer, ConsentGiven given, String counts, ConsentState.Entry entry) {
        return new Consented(
                pointer,
                given.purpose(),
                counts,
                entry,
                given.act().name().toLowerCase(Locale.ROOT),
                given.noticeVersion() < version(counts) ? OLD : CURRENT,
                Boolean.TRUE.equals(given.bundled()) ? Consents.BUNDLED : Consents.SEPARATE,
                given.noticeHash(),
                UUID.randomUUID(),
                List.of());
    }

    private void hash(String pointer, @Nullable String given) {
        if (given == null || !HASH.matcher(given).matches()) {
            var detail = "Needed: the hash of the notice that was shown, 64 hex digits.";
            faults.add(new Fault(pointer + "/notice_hash", "hash", detail));
        }
    }

    /**
     * The purpose whose consent counts, where the caller's consumer is registered for the one that
     * is named (T/CCAGM 002 4.1.3-b).
     */
    private Optional<String> counts(String name) {
        return mayAsk().contains(name) ? catalog.consentOf(name) : Optional.empty();
    }

    /** Of the notice that a consent is given under, which is that of the purpose it counts for. */
    private int version(String counts) {
        return catalog.purpose(counts).orElse(use.purpose()).version();
    }

    private List<String> mayAsk() {
        return catalog.consumer(use.caller().consumer()).map(Consumer::purposes).orElse(List.of());
    }

    private Set<String> kinds() {
        return catalog.fields().values().stream()
                .map(Field::kind)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A consent to the intake's own purpose tells which notice was shown. */
    private @Nullable Integer shown(IntakeRequest request) {
        var own =
                consents.stream()
                        .filter(consent -> consent.purpose().equals(request.purpose()))
                        .map(consent -> consent.entry().notice())
                        .findFirst();
        return request.noticeVersion() == null ? own.orElse(null) : request.noticeVersion();
    }

    private String notice(IntakeRequest request, @Nullable Integer shown) {
        if (shown == null || shown < 1) {
            return Offer.MISSING;
        }
        var version = version(catalog.consentOf(request.purpose()).orElse(request.purpose()));
        return shown == version ? CURRENT : shown < version ? OLD : "altered";
    }
}
