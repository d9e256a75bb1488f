package io.menshen.standalone.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Supplier;

/** Values that an installation makes once and keeps, in a file that only its owner may read. */
public final class Kept {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values;

    private Kept(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /** The values of that file; none where it does not exist. */
    public static Kept in(Path file) throws IOException {
        var values = new Properties();
        if (Files.exists(file)) {
            values.load(new StringReader(Files.readString(file)));
        }
        return new Kept(file, values);
    }

    /** The value of that name, made and kept where there is none. */
    public String valueOf(String name, Supplier<String> made) throws IOException {
        var value = values.getProperty(name);
        return value == null ? keep(name, made.get()) : value;
    }

    /** A password of 192 random bits, the same at each call. */
    public String password(String name) throws IOException {
        return valueOf(name, Kept::random);
    }

    /** Keeps a value instead of the one there was. */
    public String keep(String name, String value) throws IOException {
        values.setProperty(name, value);
        var text = new StringWriter();
        values.store(text, null);
        OwnerOnly.write(file, text.toString());
        return value;
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Prints no value. */
    @Override
    public String toString() {
        return "Kept[" + file + "]";
    }
}
