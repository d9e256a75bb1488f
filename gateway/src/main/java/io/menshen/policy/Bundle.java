package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.BROKEN;

import io.menshen.kernel.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OPA bundle: the compiled rules, their sources, and the registries that they read. */
public final class Bundle {
    static final String SIGNATURES = ".signatures.json";
    private static final String DATA = "data.json";
    private static final String WASM = "policy.wasm";

    /** Other places of a bundle where OPA would look for data; the rules here have one only. */
    private static final Set<String> OTHER_DATA =
            Set.of(DATA, "data.yaml", "data.yml", "patch.json", ".manifest.pb");

    static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final SortedMap<String, Bytes> files;
    private final Bytes data;
    private final JsonNode registries;

    private Bundle(SortedMap<String, Bytes> files) throws BundleRefusedException {
        for (var name : files.keySet()) {
            refuseUnless(known(name), "it holds " + name + ", where the rules have no data");
        }
        this.files = Collections.unmodifiableSortedMap(files);
        this.data = files.getOrDefault(DATA, Bytes.copyOf(new byte[0]));
        refuseUnless(
                files.containsKey(DATA),
                "it has no " + DATA + "; build it with: ./menshen policy build");
        this.registries = json(DATA, data).path("registries");
        var revision = registries.path("revision");
        refuseUnless(
                revision.isInt() && revision.intValue() >= 1,
                "its data has no integer registries.revision of 1 or more");
    }

    /**
     * Reads a bundle as {@code opa build} and {@link #write} write it. Whether it is signed is for
     * {@link BundleVerifier} to say.
     *
     * @throws BundleRefusedException {@code BROKEN} where it is no bundle, holds a name twice, a
     *     link, or data elsewhere than in {@code data.json}, unpacks to more than 32 MiB, or its
     *     data has no revision
     */
    public static Bundle read(Bytes archive) throws BundleRefusedException {
        return new Bundle(BundleArchive.read(archive));
    }

    /**
     * The files of an archive by name, without asking whether they are a bundle.
     *
     * @throws BundleRefusedException {@code BROKEN} as {@link #read}, for the archive alone
     */
    public static SortedMap<String, Bytes> unpack(Bytes archive) throws BundleRefusedException {
        return BundleArchive.read(archive);
    }

    /** Files by name, without a leading slash, as an archive: equal files give equal bytes. */
    public static Bytes pack(SortedMap<String, Bytes> files) {
        return BundleArchive.write(files);
    }

    /** The integer in its data, 1 or more. */
    public int revision() {
        return registries.path("revision").intValue();
    }

    /** The compiled rules; empty in a bundle for an OPA server. */
    public Optional<Bytes> wasm() {
        return Optional.ofNullable(files.get(WASM));
    }

    /** {@code data.json}, UTF-8. */
    public Bytes data() {
        return data;
    }

    /** All files by name, without a leading slash. */
    public SortedMap<String, Bytes> files() {
        return files;
    }

    JsonNode registries() {
        return registries;
    }

    /**
     * This bundle with other registries, unsigned.
     *
     * @param changed the whole {@code data.json}, UTF-8
     * @throws BundleRefusedException {@code BROKEN} where that is not JSON or has no revision
     */
    public Bundle withData(Bytes changed) throws BundleRefusedException {
        return with(DATA, changed);
    }

    /**
     * This bundle with registries compiled from YAML, unsigned: what changes no rule needs no OPA.
     *
     * @param compiled {@code data.registries}, with all defaults filled in
     * @throws BundleRefusedException {@code BROKEN} where they have no revision
     */
    public Bundle withRegistries(JsonNode compiled) throws BundleRefusedException {
        var whole = STRICT.createObjectNode().set("registries", compiled);
        return withData(Bytes.copyOf(STRICT.writeValueAsBytes(whole)));
    }

    Bundle withSignatures(Bytes signatures) throws BundleRefusedException {
        return with(SIGNATURES, signatures);
    }

    private Bundle with(String name, Bytes content) throws BundleRefusedException {
        var changed = unsigned();
        changed.put(name, content);
        return new Bundle(changed);
    }

    /** The files that a signature covers, in a map of the asker's own. */
    SortedMap<String, Bytes> unsigned() {
        var unsigned = new TreeMap<>(files);
        unsigned.remove(SIGNATURES);
        return unsigned;
    }

    /** Names the contents: SHA-256 in hex over all files but the signature. */
    String digest() {
        var listed =
                unsigned().entrySet().stream()
                        .map(file -> FileHash.of(file.getKey(), file.getValue()) + file.getKey())
                        .collect(Collectors.joining("\n"));
        return FileHash.sha256(listed.getBytes(StandardCharsets.UTF_8));
    }

    /** As a gzipped tar archive: equal files give equal bytes. */
    public Bytes write() {
        return pack(files);
    }

    private static boolean known(String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        // OPA takes any name that ends so for the signature, and checks no hash of it.
        var signature = last.endsWith("signatures.json") && !name.equals(SIGNATURES);
        return !signature && (name.equals(DATA) || !OTHER_DATA.contains(last));
    }

    private static JsonNode json(String name, Bytes content) throws BundleRefusedException {
        try {
            var json = STRICT.readTree(content.toArray());
            refuseUnless(json.isObject(), "its " + name + " is not a JSON object");
            return json;
        } catch (JacksonException e) {
            throw new BundleRefusedException(BROKEN, "its " + name + " is not JSON", e);
        }
    }

    private static void refuseUnless(boolean holds, String otherwise)
            throws BundleRefusedException {
        if (!holds) {
            throw new BundleRefusedException(BROKEN, otherwise);
        }
    }
}
