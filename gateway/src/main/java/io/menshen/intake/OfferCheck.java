package io.menshen.intake;

import io.menshen.access.Reference;
import io.menshen.access.Use;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Field;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import io.menshen.masking.FieldType;
import io.menshen.tokens.FormatToken;
import io.menshen.tokens.PlaceCodes;
import io.menshen.vault.NewValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a channel hands in; all faults at once, by their places, without what was sent. */
final class OfferCheck {
    private static final int MOST_VALUES = 100;

    private final Use use;
    private final Instant at;
    private final Catalog catalog;
    private final List<Fault> faults = new ArrayList<>();
    private final CodeCheck codes;
    private final TagNames tags;
    private final Set<String> madeNames;

    OfferCheck(Use use, Instant at, PlaceCodes codes) {
        this.at = at;
        this.use = use;
        this.catalog = use.policy().catalog();
        this.madeNames = madeNames(catalog);
        this.codes = new CodeCheck(codes, catalog);
        this.tags = new TagNames(catalog, use.question().purpose());
    }

    /**
     * The offer.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} with every fault
     */
    Offer read(IntakeRequest request) {
        channel(request.channel());
        faults.addAll(codes.faults(request));
        var values = new ArrayList<NewValues>();
        request.fields().forEach((name, given) -> field(name, given).ifPresent(values::add));
        var made = made(values);
        var consents = new ConsentCheck(use, at, faults).read(request);
        var about = about(request);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults).toException();
        }
        return new Offer(
                Stream.concat(values.stream(), made.stream().filter(this::isTakenIn)).toList(),
                made.stream().filter(value -> !isTakenIn(value)).toList(),
                consents.consents(),
                consents.notice(),
                consents.shown(),
                request.guardian(),
                verification(request.verification()),
                about);
    }

    private @Nullable Reference about(IntakeRequest request) {
        try {
            return request.subject() == null ? null : Uses.reference(catalog, request.subject());
        } catch (RefusedException refused) {
            faults.addAll(refused.refusal().faults());
            return null;
        }
    }

    private static String verification(IntakeRequest.@Nullable Verification said) {
        return said == null ? "none" : said.name().toLowerCase(Locale.ROOT);
    }

    private void channel(String channel) {
        if (catalog.channel(channel).isEmpty()) {
            var known = String.join(", ", catalog.channels().keySet());
            faults.add(new Fault("/channel", "unknown_word", "Allowed: " + known + "."));
        }
    }

    private Optional<NewValues> field(String name, @Nullable Given given) {
        var field = catalog.field(name);
        if (field.isEmpty()) {
            var allowed = String.join(", ", use.purpose().fields().keySet());
            faults.add(new Fault("/fields", "unknown_word", "Allowed: " + allowed + "."));
            return Optional.empty();
        }
        var pointer = "/fields/" + name;
        if (field.get().neverStored()) {
            faults.add(new Fault(pointer, "never_stored", "Such a value is never taken in."));
            return Optional.empty();
        }
        if (isMade(name)) {
            return fault(pointer, "derived", "It follows from another field: hand that one in.");
        }
        return given == null || given.values().isEmpty()
                ? fault(pointer, "empty", "Needed: a value, or leave the field out.")
                : values(pointer, name, field.get(), given);
    }

    private Optional<NewValues> values(String pointer, String name, Field field, Given given) {
        if (given.values().size() > (field.several() ? MOST_VALUES : 1)) {
            var most = field.several() ? "at most " + MOST_VALUES + " values" : "one value";
            return fault(pointer, "too_many", "Needed: " + most + ".");
        }
        var spelled = new ArrayList<Personal<String>>();
        for (var value : given.values()) {
            FieldType.of(field.type())
                    .normalise(value)
                    .filter(spelling -> !FormatToken.isToken(spelling))
                    .ifPresent(spelled::add);
        }
        if (spelled.size() < given.values().size()) {
            return fault(pointer, "type", "Needed: a value of type " + field.type() + ".");
        }
        if (!tags.admit(field, spelled)) {
            var detail = "Needed: tags of this purpose: " + String.join(", ", tags.sorted()) + ".";
            return fault(pointer, "tag_unknown", detail);
        }
        return field.birth() && !isBorn(spelled)
                ? fault(pointer, "range", "Needed: a date that is not after today.")
                : Optional.of(new NewValues(name, field, spelled));
    }

    private boolean isBorn(List<Personal<String>> dates) {
        return dates.stream().allMatch(date -> Bands.isBorn(date, use.question().day()));
    }

    private <T> Optional<T> fault(String pointer, String code, String detail) {
        faults.add(new Fault(pointer, code, detail));
        return Optional.empty();
    }

    /** What is made of other fields is never handed in by a caller, but follows from them. */
    private boolean isMade(String name) {
        return madeNames.contains(name);
    }

    private static Set<String> madeNames(Catalog catalog) {
        var names = new HashSet<String>();
        catalog.fields().values().forEach(field -> names.addAll(field.derives().keySet()));
        return names;
    }

    private List<NewValues> made(List<NewValues> values) {
        return values.stream().flatMap(value -> Derivation.of(value, catalog)).toList();
    }

    private boolean isTakenIn(NewValues made) {
        return !made.values().isEmpty() && use.purpose().fields().containsKey(made.name());
    }
}
