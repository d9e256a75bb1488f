package io.menshen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileEncodingTests {
    private static final String TEXT = "会员号,姓名\n1,诸葛慧敏\n2,欧阳\n";

    @TempDir private Path folder = Path.of("");

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("people.csv"), bytes);
    }

    private static String read(Path file) throws IOException {
        var text = new StringWriter();
        try (var reader = FileEncoding.of(file).open(file)) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK"})
    void text_is_read_in_the_encoding_it_was_written_in(String name) throws IOException {
        assertThat(read(written(TEXT.getBytes(Charset.forName(name))))).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_mark_is_no_part_of_the_text(String name) throws IOException {
        assertThat(read(written(("\uFEFF" + TEXT).getBytes(Charset.forName(name)))))
                .isEqualTo(TEXT);
    }

    @Test
    void characters_beyond_gbk_are_read_too() throws IOException {
        var text = "姓名\n𠮷野\n㐀\n";

        assertThat(read(written(text.getBytes(Charset.forName("GB18030"))))).isEqualTo(text);
    }

    @Test
    void text_in_two_encodings_is_refused() throws IOException {
        var broken = new java.io.ByteArrayOutputStream();
        broken.writeBytes(TEXT.getBytes(StandardCharsets.UTF_8));
        broken.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, 'a', '\n'});

        assertThatThrownBy(() -> FileEncoding.of(written(broken.toByteArray())))
                .isInstanceOf(CannotException.class)
                .hasMessageContaining("Save it as UTF-8");
    }
}
