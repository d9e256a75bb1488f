package io.menshen.standalone.search;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.kernel.Personal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTests {
    private static final String NAME = "诸葛慧敏";
    private static final String MOBILE = "13800000001";
    private static final Search SEARCH =
            new Search(List.of(canary("name", NAME), canary("mobile", MOBILE)));

    @Test
    void finds_every_spelling() {
        assertThat(found("x" + NAME + "y")).isEqualTo("plain");
        assertThat(found(NAME.getBytes(UTF_16LE))).isEqualTo("UTF-16LE");
        assertThat(found(NAME.getBytes(UTF_16BE))).isEqualTo("UTF-16BE");
        assertThat(found(HexFormat.of().formatHex(NAME.getBytes(UTF_8)))).isEqualTo("hex");
        assertThat(found(HexFormat.of().withUpperCase().formatHex(NAME.getBytes(UTF_8))))
                .isEqualTo("hex");
        assertThat(found(URLEncoder.encode(NAME, UTF_8))).isEqualTo("URL-encoded");
        assertThat(found("%e8%af%b8%e8%91%9b%e6%85%a7%e6%95%8f")).isEqualTo("URL-encoded");
        assertThat(found("%31%33%38%30%30%30%30%30%30%30%31")).isEqualTo("URL-encoded");
        assertThat(found("\\u8bf8\\u845b\\u6167\\u654f")).isEqualTo("JSON-escaped");
    }

    @Test
    void finds_a_value_wherever_it_stands_in_a_base64_text() {
        for (var before : List.of("", "a", "ab", "abc", "abcd")) {
            for (var after : List.of("", "z", "zy", "zyx")) {
                var text = (before + NAME + after).getBytes(UTF_8);
                assertThat(found(Base64.getEncoder().encodeToString(text))).isEqualTo("base64");
                assertThat(found(Base64.getUrlEncoder().encodeToString(text))).isEqualTo("base64");
            }
        }
    }

    @Test
    void finds_nothing_in_a_part_of_a_value_or_a_neighbour() {
        assertThat(SEARCH.in("x", "诸葛慧 1380000000 13800000002".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void finds_each_value_once_across_the_chunks_with_its_place() throws IOException {
        var size = 3 << 20;
        for (var at :
                List.of(0, (1 << 20) - 5, (1 << 20) + 1, (2 << 20) - 1, size - MOBILE.length())) {
            var bytes = new byte[size];
            System.arraycopy(MOBILE.getBytes(UTF_8), 0, bytes, at, MOBILE.length());
            assertThat(SEARCH.in("file", dribbling(bytes)))
                    .containsExactly(new Hit("file", "mobile", "plain", at));
        }
    }

    @Test
    void refuses_a_value_that_chance_would_find() {
        assertThatThrownBy(() -> new Search(List.of(canary("short", "1234567"))))
                .hasMessage("short is shorter than 8 bytes");
    }

    private static Canary canary(String name, String value) {
        return new Canary(name, Personal.of(value));
    }

    private static String found(String text) {
        return found(text.getBytes(UTF_8));
    }

    private static String found(byte[] text) {
        var padded = Arrays.copyOf(text, text.length + 3);
        return SEARCH.in("x", padded).stream()
                .map(Hit::encoding)
                .distinct()
                .reduce("", String::concat);
    }

    /** A stream that gives less than it is asked for. */
    private static InputStream dribbling(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, Math.min(most, 100_003));
            }
        };
    }
}
