package io.menshen.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * In which encoding a file is written: by its mark; as UTF-8 or GB18030, where all of it is that;
 * else as it looks. Only one in which every byte has its meaning is taken: nothing is imported with
 * a character that was never there.
 *
 * @param mark bytes before the text
 */
record FileEncoding(Charset charset, int mark) {
    private static final Map<String, FileEncoding> MARKED =
            Map.of(
                    "UTF-8", new FileEncoding(StandardCharsets.UTF_8, 3),
                    "UTF-16LE", new FileEncoding(StandardCharsets.UTF_16LE, 2),
                    "UTF-16BE", new FileEncoding(StandardCharsets.UTF_16BE, 2));

    /**
     * GB18030 is what retailers' older systems write, with all characters of GBK and GB2312. Of a
     * short text no library can tell it from its neighbours.
     */
    private static final List<FileEncoding> USUAL =
            List.of(
                    new FileEncoding(StandardCharsets.UTF_8, 0),
                    new FileEncoding(Charset.forName("GB18030"), 0));

    /**
     * The encoding of a file.
     *
     * @throws CannotException where it is in none of which every byte has a meaning
     */
    static FileEncoding of(Path file) throws IOException {
        var marked = marked(file);
        if (marked.isPresent()) {
            return whole(file, marked.get());
        }
        for (var usual : USUAL) {
            if (isWritten(file, usual)) {
                return usual;
            }
        }
        return whole(file, guessed(file));
    }

    private static FileEncoding whole(Path file, FileEncoding encoding) throws IOException {
        if (isWritten(file, encoding)) {
            return encoding;
        }
        throw new CannotException(
                "%s is not text in one encoding (it looks like %s, but some bytes mean nothing there). Save it as UTF-8"
                        .formatted(file, encoding.charset()));
    }

    private static Optional<FileEncoding> marked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var name = UniversalDetector.detectCharsetFromBOM(in.readNBytes(4));
            return Optional.ofNullable(name).map(MARKED::get);
        }
    }

    private static FileEncoding guessed(Path file) throws IOException {
        var name = UniversalDetector.detectCharset(file);
        var known = name != null && Charset.isSupported(name);
        var charset = known ? Charset.forName(name) : StandardCharsets.UTF_8;
        return new FileEncoding(charset, 0);
    }

    private static boolean isWritten(Path file, FileEncoding encoding) throws IOException {
        try (var reader = encoding.open(file)) {
            reader.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    /** The text behind the mark; broken bytes are an error. */
    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.skipNBytes(mark);
        return new InputStreamReader(in, charset.newDecoder());
    }
}
