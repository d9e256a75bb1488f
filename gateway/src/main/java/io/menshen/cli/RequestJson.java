package io.menshen.cli;

import io.menshen.catalog.Catalog;
import io.menshen.catalog.Channel;
import io.menshen.kernel.Age;
import io.menshen.kernel.Consent;
import io.menshen.kernel.Guardian;
import io.menshen.kernel.Lifecycle;
import io.menshen.kernel.Operation;
import io.menshen.kernel.Retrieval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Decision requests as the policy reads them (design, section 4). */
final class RequestJson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> LISTS = Set.of("separate", "restrictions");
    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "lifecycle",
                    Arrays.stream(Lifecycle.values()).map(Lifecycle::word).toList(),
                    "age",
                    Arrays.stream(Age.values()).map(Age::word).toList(),
                    "guardian",
                    Arrays.stream(Guardian.values()).map(Guardian::word).toList(),
                    "consent",
                    Arrays.stream(Consent.values()).map(Consent::word).toList());

    private RequestJson() {}

    /**
     * A request about nobody yet; to collect it offers all that the first channel takes in for the
     * purpose, of those that take anything.
     */
    static ObjectNode of(
            Catalog catalog, String consumer, String purpose, Operation operation, String day) {
        var request = JSON.createObjectNode();
        var kind = catalog.consumer(consumer).map(c -> c.kind().word()).orElse("internal");
        request.putObject("caller").put("consumer", consumer).put("kind", kind).putNull("staff");
        var channel = operation == Operation.COLLECT ? channel(catalog, purpose) : null;
        request.put("purpose", purpose).put("operation", operation.word()).put("channel", channel);
        request.putNull("subject").putNull("evidence");
        if (operation == Operation.COLLECT || operation == Operation.CONSENT) {
            var evidence = request.putObject("evidence").put("notice", "current");
            evidence.put("verification", "none").put("bundled", false);
            var offered = evidence.putArray("fields");
            if (channel != null) {
                fields(catalog, channel, purpose).forEach(offered::add);
            }
        }
        request.putObject("context")
                .put("day", day)
                .put("contained", false)
                .putArray("contained_fields");
        return request;
    }

    /** The same request at that channel; to collect it offers all that this one takes in. */
    static void at(Catalog catalog, ObjectNode request, String channel) {
        request.put("channel", channel);
        if (request.path("evidence") instanceof ObjectNode evidence
                && request.path("operation").asString("").equals(Operation.COLLECT.word())) {
            var offered = evidence.putArray("fields");
            fields(catalog, channel, request.path("purpose").asString("")).forEach(offered::add);
        }
    }

    private static @Nullable String channel(Catalog catalog, String purpose) {
        return catalog.channels().entrySet().stream()
                .filter(channel -> channel.getValue().profile(purpose).isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> fields(Catalog catalog, String channel, String purpose) {
        return catalog.channel(channel)
                .flatMap(profiles -> profiles.profile(purpose))
                .map(Channel.Profile::fields)
                .orElse(Set.of());
    }

    static void staff(ObjectNode request, String role, String agreement) {
        if (request.path("caller") instanceof ObjectNode caller) {
            caller.putObject("staff")
                    .put("role", role)
                    .put("agreement", agreement)
                    .put("retrieval", Retrieval.ONE.word());
        }
    }

    /** An adult customer who agreed, without separate consents. */
    static ObjectNode active() {
        var person = JSON.createObjectNode();
        person.put("lifecycle", "active").put("age", "adult").put("guardian", "none");
        person.put("consent", "granted").putArray("separate");
        person.putArray("restrictions");
        return person;
    }

    /**
     * Changes one trait of a person.
     *
     * @param change such as {@code consent=withdrawn} or {@code separate=address+property}
     * @throws CannotException naming what is allowed
     */
    static void change(ObjectNode person, String change) {
        var equals = change.indexOf('=');
        var key = equals < 0 ? change : change.substring(0, equals);
        var value = equals < 0 ? "" : change.substring(equals + 1);
        if (LISTS.contains(key)) {
            var list = person.putArray(key);
            Arrays.stream(value.split("\\+")).filter(w -> !w.isEmpty()).sorted().forEach(list::add);
            return;
        }
        var words = WORDS.get(key);
        if (words == null) {
            var keys = new TreeSet<>(WORDS.keySet());
            keys.addAll(LISTS);
            throw new CannotException(
                    "a state has no '" + key + "'; allowed: " + String.join(", ", keys));
        }
        if (!words.contains(value)) {
            throw new CannotException(
                    key + " is '" + value + "'; allowed: " + String.join(", ", words));
        }
        person.put(key, value);
    }
}
