package io.menshen.web;

import com.fasterxml.jackson.annotation.Nulls;
import io.menshen.kernel.Personal;
import io.menshen.kernel.Refusal;
import io.menshen.kernel.Refusal.Fault;
import io.menshen.kernel.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON read in one way only: UTF-8 without a mark, one document, no key twice, no unknown key,
 * nesting up to 32, no lone surrogates, no value taken for another type. Keys are in snake_case; a
 * component of a record that must be there is marked {@code @JsonProperty(required = true)}. Faults
 * never repeat what was sent.
 */
public final class StrictJson {
    /** The largest body in bytes. */
    public static final int MAX_BODY = 1 << 20;

    /** The largest line of NDJSON in bytes, without its end. */
    public static final int MAX_LINE = 64 << 10;

    private static final int MAX_DEPTH = 32;
    private static final byte[] EMPTY = {'{', '}'};

    private final JsonMapper mapper = mapper();
    private final Set<Class<?>> prepared = ConcurrentHashMap.newKeySet();

    /**
     * Builds what reads that type. Jackson does so once, under a lock for all types, at which event
     * loops would wait for each other.
     */
    void prepare(Class<?> type) {
        try {
            read(EMPTY, type);
        } catch (RefusedException _) {
            // What it lacks is of no interest.
        }
        prepared.add(type);
    }

    /** Refuses to read on an event loop what was not prepared, whoever forgot it. */
    void requirePrepared(Class<?> type) {
        if (!prepared.contains(type)) {
            throw new IllegalStateException("no route says that it reads " + type.getSimpleName());
        }
    }

    /**
     * Reads one document.
     *
     * @throws RefusedException {@code INVALID} with one fault, or {@code TOO_LARGE}
     */
    public <T> T read(byte[] body, Class<T> type) {
        if (body.length > MAX_BODY) {
            throw Refusal.of(Refusal.Kind.TOO_LARGE).toException();
        }
        var text = text(body);
        var faults = new JsonFaults(KeyNames.of(type));
        try {
            JsonScan.check(mapper, text, faults);
            return present(mapper.readValue(text, type));
        } catch (JacksonException e) {
            throw Refusal.invalid(List.of(faults.of(e))).toException();
        }
    }

    /** Writes a value as one line without its end; null components are left out. */
    public <T> byte[] write(T value) {
        return mapper.writeValueAsBytes(value);
    }

    static RefusedException refused(String pointer, String code, String detail) {
        return Refusal.invalid(List.of(new Fault(pointer, code, detail))).toException();
    }

    private static <T> T present(T read) {
        if (read == null) {
            throw refused("", "null", "A JSON object is needed, not null.");
        }
        return read;
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (text.startsWith("\uFEFF")) {
                throw refused("", "encoding", "Send UTF-8 without a byte order mark.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw refused("", "encoding", "The body is not UTF-8; no other encoding is taken.");
        }
    }

    private static JsonMapper mapper() {
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(64)
                        .maxNameLength(256)
                        .maxTokenCount(200_000)
                        .build();
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build();
        return strict(JsonMapper.builder(factory)).build();
    }

    private static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        return builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .annotationIntrospector(new RequiredIsNotNull())
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .changeDefaultPropertyInclusion(JsonFaults::withoutNulls)
                .addModule(
                        new SimpleModule()
                                .addDeserializer(Personal.class, new PersonalDeserializer())
                                .addDeserializer(LocalDate.class, new DateDeserializer()));
    }
}
