package io.menshen.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A file as {@code openssl} writes it (RFC 7468). */
public final class PemFile {
    private PemFile() {}

    /**
     * What it holds.
     *
     * @param label such as {@code PUBLIC KEY}
     * @throws IOException where the file cannot be read
     * @throws IllegalArgumentException where it is no such file
     */
    public static byte[] read(Path file, String label) throws IOException {
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        var first = "-----BEGIN " + label + "-----";
        var last = "-----END " + label + "-----";
        if (!text.startsWith(first) || !text.endsWith(last)) {
            throw new IllegalArgumentException(file + " is no PEM file of a " + label);
        }
        var base64 = text.substring(first.length(), text.length() - last.length());
        return Base64.getMimeDecoder().decode(base64);
    }
}
