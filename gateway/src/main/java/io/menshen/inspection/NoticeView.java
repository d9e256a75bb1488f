package io.menshen.inspection;

import io.menshen.access.Alarms;
import io.menshen.access.Uses;
import io.menshen.catalog.Catalog;
import io.menshen.catalog.Consumer;
import io.menshen.catalog.Label;
import io.menshen.kernel.Caller;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.keys.IntegrityException;
import io.menshen.notice.Notice;
import io.menshen.notice.NoticeArchive;
import io.menshen.notice.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The notices as apps and mini-programs show them (T/CCAGM 002 4.1.2-b, -c). They hold no person,
 * so that nothing is decided and nothing recorded; of a channel a caller sees those that it may
 * bring consent to.
 */
record NoticeView(Uses uses, Notices notices, NoticeArchive archive, Alarms alarms) {
    /** A field that a notice tells of; of a general one neither kind nor necessity nor effect. */
    record ItemEntry(
            String field,
            Label label,
            String treatment,
            @Nullable String separate,
            @Nullable Label necessity,
            @Nullable Label effect) {
        static ItemEntry of(Notice.Item item) {
            return new ItemEntry(
                    item.field(),
                    item.label(),
                    item.treatment().word(),
                    item.separate(),
                    item.necessity(),
                    item.effect());
        }
    }

    /** A use that the notice tells of: the purpose itself, or one that rests on it. */
    record UseEntry(
            String purpose,
            Label label,
            List<String> manner,
            List<ItemEntry> items,
            List<Notice.Recipient> recipients,
            int retentionDays) {
        static UseEntry of(Notice.Use use) {
            return new UseEntry(
                    use.purpose(),
                    use.label(),
                    use.manners(),
                    use.items().stream().map(ItemEntry::of).toList(),
                    use.recipients(),
                    use.retentionDays());
        }
    }

    /** A notice in force. */
    record NoticeEntry(
            String purpose,
            int version,
            String hash,
            Label label,
            Label wording,
            List<String> manner,
            List<ItemEntry> items,
            List<String> separate,
            List<Notice.Recipient> recipients,
            int retentionDays,
            List<UseEntry> furtherUses) {
        static NoticeEntry of(Notice notice) {
            var own = UseEntry.of(notice.own());
            var further = notice.uses().subList(1, notice.uses().size());
            return new NoticeEntry(
                    notice.purpose(),
                    notice.version(),
                    notice.hash(),
                    own.label(),
                    notice.text(),
                    own.manner(),
                    own.items(),
                    notice.separate(),
                    own.recipients(),
                    own.retentionDays(),
                    further.stream().map(UseEntry::of).toList());
        }
    }

    /** The notices of a channel. */
    record Listing(String channel, List<NoticeEntry> items, int policyRevision) {}

    /** A notice that is or was in force. */
    record KeptEntry(
            String purpose,
            int version,
            String hash,
            Label wording,
            Instant since,
            boolean current) {}

    /**
     * Those of a channel that the caller may bring consent to, in the order of the registry.
     *
     * @throws io.menshen.kernel.RefusedException {@code INVALID} where no channel is named, {@code
     *     UNKNOWN_WORD} where there is none of that name
     */
    Listing current(Optional<String> named, Caller caller) {
        var policy = uses.policy();
        var channel = named.orElseThrow(NoticeView::unnamed);
        if (policy.catalog().channel(channel).isEmpty()) {
            throw Uses.unknown("/channel", "a channel of the catalogue");
        }
        var open = open(policy.catalog(), caller);
        var items =
                notices.ofChannel(policy, channel).stream()
                        .filter(notice -> open.contains(notice.purpose()))
                        .map(NoticeEntry::of)
                        .toList();
        return new Listing(channel, items, policy.revision());
    }

    private static RuntimeException unnamed() {
        var fault = new Fault("/channel", "required", "Needed: the channel, as in ?channel=app.");
        return Refusal.invalid(List.of(fault)).toException();
    }

    private static Set<String> open(Catalog catalog, Caller caller) {
        return catalog
                .consumer(caller.consumer())
                .map(Consumer::purposes)
                .orElse(List.of())
                .stream()
                .flatMap(purpose -> catalog.consentOf(purpose).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One version of a notice; {@code NOT_FOUND} where it never was in force, or is not what it
     * was.
     */
    Mono<KeptEntry> kept(String purpose, int version) {
        return archive.find(purpose, version)
                .doOnError(IntegrityException.class, changed -> alarms.raise("subject", changed))
                .onErrorComplete(IntegrityException.class)
                .map(this::entry)
                .switchIfEmpty(Mono.error(() -> Refusal.of(Refusal.Kind.NOT_FOUND).toException()));
    }

    private KeptEntry entry(NoticeArchive.Kept kept) {
        var current =
                notices.current(uses.policy(), kept.purpose())
                        .filter(notice -> notice.purpose().equals(kept.purpose()))
                        .filter(notice -> notice.hash().equals(kept.hash()))
                        .isPresent();
        return new KeptEntry(
                kept.purpose(), kept.version(), kept.hash(), kept.text(), kept.since(), current);
    }
}
