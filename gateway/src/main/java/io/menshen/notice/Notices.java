package io.menshen.notice;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.catalog.Label;
import io.menshen.catalog.Purpose;
import io.menshen.kernel.Operation;
import io.menshen.policy.PolicySnapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notices in force (T/CCAGM 002 4.1.2-b). They are made once for a revision of the policy; an
 * answer is a look into a map.
 */
public final class Notices {
    private volatile @Nullable Made newest;

    Notices() {}

    private record Made(int revision, Map<String, Notice> byPurpose) {}

    /** All notices that registries give, by purpose and in their order. */
    public static Map<String, Notice> of(Catalog catalog) {
        var uses = new Uses(catalog);
        var made = new LinkedHashMap<String, Notice>();
        uses.told()
                .forEach(name ->
                        catalog.purpose(name)
                                .ifPresent(p -> made.put(name, notice(uses, name, p))));
        return Collections.unmodifiableMap(made);
    }

    private static Notice notice(Uses uses, String name, Purpose purpose) {
        var controller = uses.catalog().deployment().controller();
        var told = uses.of(name);
        var text =
                new Label(
                        new NoticeText(Wording.ZH, controller, purpose, told).write(),
                        new NoticeText(Wording.EN, controller, purpose, told).write());
        return new Notice(name, purpose.version(), text, hash(text), told);
    }

    /** SHA-256 in hex over the Chinese text, a zero byte, and the English one, in UTF-8. */
    static String hash(Label text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.zh().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.en().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /**
     * The notice under which consent to a purpose is given: that of the purpose whose consent
     * counts; empty where there is no such purpose.
     */
    public Optional<Notice> current(PolicySnapshot policy, String purpose) {
        return policy.catalog()
                .consentOf(purpose)
                .flatMap(counts -> Optional.ofNullable(all(policy).get(counts)));
    }

    /** The notices that are shown where a channel takes data in, in the order of the registry. */
    public List<Notice> ofChannel(PolicySnapshot policy, String channel) {
        return all(policy).values().stream()
                .filter(notice -> isTakenInAt(policy.catalog(), channel, notice))
                .toList();
    }

    /** Whether a channel takes in what the notice tells of, or consent to it. */
    private static boolean isTakenInAt(Catalog catalog, String channel, Notice notice) {
        var taken = catalog.channel(channel).map(Channel::purposes).orElse(Map.of());
        return !taken.isEmpty()
                && !notice.own().recipients().isEmpty()
                && (taken.containsKey(notice.purpose())
                        || catalog.purpose(notice.purpose()).filter(Notices::isAgreed).isPresent());
    }

    private static boolean isAgreed(Purpose purpose) {
        return purpose.operations().contains(Operation.WITHDRAW);
    }

    /** Of two revisions that are in use at once the newer one is kept. */
    private Map<String, Notice> all(PolicySnapshot policy) {
        var kept = newest;
        if (kept != null && kept.revision == policy.revision()) {
            return kept.byPurpose;
        }
        var made = new Made(policy.revision(), of(policy.catalog()));
        if (kept == null || kept.revision < made.revision) {
            newest = made;
        }
        return made.byPurpose;
    }
}
