package io.menshen.catalog;

import io.menshen.kernel.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The registries of one revision, immutable.
 *
 * @param revision 1 or more
 * @param fields by name, in the order of the registry
 * @param purposes by name, in the order of the registry
 * @param consumers by id, in the order of the registry
 * @param channels by id, in the order of the registry
 * @param codes QR codes by id, in the order of the registry; none in a bundle that was built before
 *     there was such a registry
 * @param tags traits by id, in the order of the registry; none in such a bundle either
 * @param calendar holidays and working weekends by year; none in such a bundle either
 * @param reasons by code, what the rules may answer; empty where only registries were compiled
 */
public record Catalog(
        int revision,
        Map<String, Field> fields,
        Map<String, Purpose> purposes,
        Map<String, Consumer> consumers,
        Map<String, Channel> channels,
        Map<String, Code> codes,
        Map<String, Tag> tags,
        Map<String, WorkYear> calendar,
        StaffRegistry staff,
        Deployment deployment,
        Floor floor,
        Map<String, Ground> reasons) {

    /** The registries that make a catalogue, by their names. */
    public static final List<String> REGISTRIES =
            List.of(
                    "revision",
                    "fields",
                    "purposes",
                    "consumers",
                    "channels",
                    "codes",
                    "tags",
                    "calendar",
                    "staff",
                    "deployment",
                    "floor");

    /** Keeps the order of the registries. */
    public Catalog {
        fields = Ordered.copy(fields);
        purposes = Ordered.copy(purposes);
        consumers = Ordered.copy(consumers);
        channels = Ordered.copy(channels);
        codes = Ordered.copy(codes);
        tags = Ordered.copy(tags);
        calendar = Ordered.copy(calendar);
        reasons = Ordered.copy(reasons);
    }

    /**
     * The catalogue of compiled registries, {@code data.registries} of a bundle.
     *
     * @throws IllegalArgumentException naming the place, where the registries have another shape
     */
    public static Catalog parse(JsonNode registries) {
        try {
            return CatalogReader.read(registries);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the registries do not have their shape: " + e.getOriginalMessage(), e);
        }
    }

    /** The field of that name. */
    public Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The purpose of that name. */
    public Optional<Purpose> purpose(String name) {
        return Optional.ofNullable(purposes.get(name));
    }

    /** The consumer of that id. */
    public Optional<Consumer> consumer(String id) {
        return Optional.ofNullable(consumers.get(id));
    }

    /**
     * The consumers that are shown data for a purpose, by id: all that may name it, but the pages
     * for people, which only take what people say.
     */
    public Map<String, Consumer> recipients(String purpose) {
        var recipients = new LinkedHashMap<String, Consumer>();
        consumers.forEach((id, consumer) -> {
            if (consumer.purposes().contains(purpose) && !id.equals(deployment.pages())) {
                recipients.put(id, consumer);
            }
        });
        return Collections.unmodifiableMap(recipients);
    }

    /** The consumer that an issuer's client is. */
    public Optional<Consumer> consumer(String issuer, String clientId) {
        return consumers.values().stream()
                .filter(c -> c.issuer().equals(issuer) && c.clientId().equals(clientId))
                .findFirst();
    }

    /** The reason of that code, with its clause where a rule gives it, else without. */
    public Reason reason(String code) {
        var ground = reasons.get(code);
        return ground == null ? Reason.of(code) : new Reason(code, ground.clause());
    }

    /** The channel of that id. */
    public Optional<Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** Which days people work on, as far as the registry knows. */
    public WorkCalendar workCalendar() {
        return new WorkCalendar(calendar);
    }

    /** The QR code of that id. */
    public Optional<Code> code(String id) {
        return Optional.ofNullable(codes.get(id));
    }

    /**
     * The purpose whose consent counts for that one: the one it serves, the compatible one whose
     * consent it borrows (T/CCAGM 002 4.1.3-c), or itself.
     */
    public Optional<String> consentOf(String purpose) {
        return purpose(purpose)
                .map(p -> p.parent() == null ? p.consentOf() : p.parent())
                .or(() -> purpose(purpose).map(_ -> purpose));
    }

    /** The treatment and shape that a purpose gives a field. */
    public Optional<PurposeField> planned(String purpose, String field) {
        return purpose(purpose).map(p -> p.fields().get(field));
    }
}
