package io.menshen.policy;

import static io.menshen.policy.BundleRefusedException.Fault.ALTERED;
import static io.menshen.policy.BundleRefusedException.Fault.BROKEN;

import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a signature covers.
 *
 * @param hashes SHA-256 in hex by name of the file
 */
record SignedFiles(SortedMap<String, String> hashes) {
    private static final String ALGORITHM = "SHA-256";

    /** The files that the bundle has. */
    static SignedFiles of(Bundle bundle) throws BundleRefusedException {
        var hashes = new TreeMap<String, String>();
        for (var file : bundle.unsigned().entrySet()) {
            try {
                hashes.put(file.getKey(), FileHash.of(file.getKey(), file.getValue()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new BundleRefusedException(
                        BROKEN, "its " + file.getKey() + " is not JSON", e);
            }
        }
        return new SignedFiles(hashes);
    }

    /** The files that a signature's payload lists. */
    static SignedFiles parse(String payload) throws BundleRefusedException {
        try {
            var json = Bundle.STRICT.readTree(payload);
            refuseUnless(json.path("scope").asString("").isEmpty(), "it has a scope");
            refuseUnless(json.path("files").isArray(), "it lists no files");
            var hashes = new TreeMap<String, String>();
            for (var file : json.path("files")) {
                add(hashes, file);
            }
            return new SignedFiles(hashes);
        } catch (JacksonException e) {
            throw new BundleRefusedException(BROKEN, "its signature is not JSON", e);
        }
    }

    private static void add(SortedMap<String, String> hashes, JsonNode file)
            throws BundleRefusedException {
        refuseUnless(
                file.path("name").isString() && file.path("hash").isString(),
                "it lists a file without name or hash");
        var name = file.path("name").stringValue();
        refuseUnless(
                file.path("algorithm").asString("").equals(ALGORITHM),
                "it lists " + name + " with another hash than " + ALGORITHM);
        refuseUnless(
                hashes.put(name, file.path("hash").stringValue()) == null,
                "it lists " + name + " twice");
    }

    private static void refuseUnless(boolean holds, String otherwise)
            throws BundleRefusedException {
        if (!holds) {
            throw new BundleRefusedException(BROKEN, "its signature is not taken: " + otherwise);
        }
    }

    /** As OPA writes the payload. */
    String json() {
        var json = Bundle.STRICT.createObjectNode();
        var files = json.putArray("files");
        hashes.forEach((name, hash) ->
                files.addObject().put("name", name).put("hash", hash).put("algorithm", ALGORITHM));
        return Bundle.STRICT.writeValueAsString(json);
    }

    /**
     * Refuses files that are not exactly these.
     *
     * @throws BundleRefusedException {@code ALTERED}, naming the first that differs
     */
    void requireExactly(SignedFiles found) throws BundleRefusedException {
        for (var file : found.hashes.entrySet()) {
            var signed = hashes.get(file.getKey());
            if (signed == null) {
                throw new BundleRefusedException(
                        ALTERED, "its " + file.getKey() + " is not one of the signed files");
            }
            if (!signed.equals(file.getValue())) {
                throw new BundleRefusedException(
                        ALTERED, "its " + file.getKey() + " is not what was signed");
            }
        }
        for (var name : hashes.keySet()) {
            if (!found.hashes.containsKey(name)) {
                throw new BundleRefusedException(ALTERED, "it lacks the signed file " + name);
            }
        }
    }
}
