package io.menshen.notice;

import io.menshen.catalog.Label;
import io.menshen.kernel.Treatment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told of a purpose before they consent to it.
 *
 * @param purpose by its name in the registries
 * @param version of the purpose
 * @param text Markdown, the whole of it in both languages
 * @param hash SHA-256 over both languages, in hex: names this text and no other
 * @param uses the purpose itself, and then those that rest on it: whoever consents to it lets them
 */
public record Notice(String purpose, int version, Label text, String hash, List<Use> uses) {
    /** Keeps a copy. */
    public Notice {
        uses = List.copyOf(uses);
    }

    /**
     * A use that the notice tells of.
     *
     * @param manners words of the registry, sorted
     * @param retentionDays 1 or more
     * @param kept what a law keeps when the person is erased; null where none does
     */
    public record Use(
            String purpose,
            Label label,
            List<String> manners,
            List<Item> items,
            List<Recipient> recipients,
            int retentionDays,
            @Nullable Kept kept) {
        /** Keeps copies. */
        public Use {
            manners = List.copyOf(manners);
            items = List.copyOf(items);
            recipients = List.copyOf(recipients);
        }
    }

    /** What a law keeps of a use until its last day. */
    public record Kept(Label law, List<Label> fields) {
        /** Keeps a copy. */
        public Kept {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field of a use.
     *
     * @param by kind of mask or generalisation; null where the treatment has none
     * @param sensitive whether the rules on sensitive information apply in this deployment
     * @param separate kind of the separate consent it asks for; null where it asks for none
     * @param why why it is clearer than usual; null where it is not
     * @param necessity null for a general field
     * @param effect null for a general field
     */
    public record Item(
            String field,
            Label label,
            Treatment treatment,
            @Nullable String by,
            boolean sensitive,
            @Nullable String separate,
            @Nullable Label why,
            @Nullable Label necessity,
            @Nullable Label effect) {}

    /**
     * A system that may name the use.
     *
     * @param kind word of the registry: internal, vendor, third_party, deidentified
     */
    public record Recipient(String consumer, Label label, String kind) {}

    /** The purpose itself. */
    public Use own() {
        return uses.getFirst();
    }

    /** The kinds that it asks a separate consent for, sorted. */
    public List<String> separate() {
        return uses.stream()
                .flatMap(use -> use.items().stream())
                .flatMap(item -> Stream.ofNullable(item.separate()))
                .distinct()
                .sorted()
                .toList();
    }

    /** What a consent to it covers. */
    public Scope scope() {
        return Scope.of(uses);
    }
}
