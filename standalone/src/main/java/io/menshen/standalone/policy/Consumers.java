package io.menshen.standalone.policy;

import io.menshen.standalone.StandaloneException;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import tools.jackson.databind.JsonNode;

/** The systems of the registry, as those for whom development tokens are minted. */
public final class Consumers {
    private final List<DevelopmentConsumer> all;
    private final List<String> staff;

    /**
     * A consumer.
     *
     * @param purposes in the registry's order
     * @param staff whether its tokens name a member of staff
     */
    public record DevelopmentConsumer(
            String id, String clientId, List<String> purposes, boolean staff) {}

    /** The consumers of a bundle. */
    public Consumers(BuiltBundle bundle) {
        all =
                bundle.registries().path("consumers").properties().stream()
                        .map(entry -> of(entry.getKey(), entry.getValue()))
                        .toList();
        staff =
                bundle.registries()
                        .path("staff")
                        .path("people")
                        .propertyStream()
                        .map(person ->
                                person.getKey()
                                        + " ("
                                        + person.getValue().path("role").asString("")
                                        + ")")
                        .toList();
    }

    /** The members of staff whom a token may name, each with the role. */
    public List<String> staff() {
        return staff;
    }

    private static DevelopmentConsumer of(String id, JsonNode entry) {
        var purposes = entry.path("purposes").values().stream().map(JsonNode::asString).toList();
        var staff = "required".equals(entry.path("staff").asString(""));
        return new DevelopmentConsumer(id, entry.path("client_id").asString(id), purposes, staff);
    }

    /** All of them, by id. */
    public List<DevelopmentConsumer> all() {
        return all;
    }

    /**
     * The consumer of that id.
     *
     * @throws StandaloneException where there is none; the line names the nearest
     */
    public DevelopmentConsumer named(String id) {
        return all.stream()
                .filter(consumer -> consumer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StandaloneException(unknown(id)));
    }

    private String unknown(String id) {
        var distance = LevenshteinDistance.getDefaultInstance();
        var nearest =
                all.stream()
                        .map(DevelopmentConsumer::id)
                        .min(Comparator.comparingInt(known -> distance.apply(id, known)));
        return "consumer \"%s\" does not exist. Did you mean \"%s\"?"
                .formatted(id, nearest.orElse(""));
    }
}
