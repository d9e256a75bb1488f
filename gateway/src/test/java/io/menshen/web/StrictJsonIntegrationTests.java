package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonIntegrationTests {
    private static final TestGateway GATEWAY = new TestGateway();
    private static final String C = Canary.TEXT;

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                of("a key twice", "{'name':'a','name':'CANARY'}", "/name", "syntax"),
                of("an escaped key twice", "{'name':'a','n\\u0061me':'CANARY'}", "/name", "syntax"),
                of(
                        "a key twice in a map",
                        "{'name':'a','fields':{'CANARY':'a','CANARY':'b'}}",
                        "/fields",
                        "syntax"),
                of(
                        "a key twice in what binding skips",
                        "{'name':'a','x':{'a':1,'a':2}}",
                        "",
                        "syntax"),
                of("an unknown key", "{'name':'a','CANARY':1}", "", "unknown_key"),
                of(
                        "an unknown key within",
                        "{'name':'a','inner':[{'name':'a'},{'name':'b','CANARY':1}]}",
                        "/inner/1",
                        "unknown_key"),
                of("a key of other case", "{'name':'a','Name':'CANARY'}", "", "unknown_key"),
                of("a homoglyph", "{'name':'a','n\u0430me':'CANARY'}", "", "unknown_key"),
                of("NUL after a key", "{'name\\u0000':'CANARY'}", "", "characters"),
                of("NUL in a value", "{'name':'CANARY\\u0000'}", "/name", "characters"),
                of("a lone surrogate", "{'name':'CANARY\\ud800'}", "/name", "characters"),
                of(
                        "a low surrogate first",
                        "{'name':'CANARY\\udc00\\ud800'}",
                        "/name",
                        "characters"),
                of("two documents", "{'name':'a'}{'name':'CANARY'}", "", "trailing"),
                of("a document and a word", "{'name':'a'} CANARY", "", "syntax"),
                of("a number for text", "{'name':13800000001}", "/name", "type"),
                of("text for a number", "{'name':'a','number':'CANARY'}", "/number", "type"),
                of("a fraction for a whole number", "{'name':'a','number':1.5}", "/number", "type"),
                of(
                        "a number beyond its range",
                        "{'name':'a','number':99999999999}",
                        "/number",
                        "syntax|type|value"),
                of(
                        "a huge exponent",
                        "{'name':'a','number':1e1000000000}",
                        "/number",
                        "limits|type|value|syntax"),
                of(
                        "a long number",
                        "{'name':'a','number':" + "9".repeat(65) + "}",
                        "/number",
                        "limits"),
                of("what is needed is missing", "{'number':1}", "/name", "type"),
                of("null for the document", "null", "", "null"),
                of("an array for an object", "['CANARY']", "", "type"),
                of("nothing", "", "", "empty"),
                of("a comment", "{'name':'a'/*CANARY*/}", "/name", "syntax"),
                of("single quotes", "{`name`:`CANARY`}", "", "syntax"),
                of("JSONP", "CANARY({'name':'a'})", "", "syntax"),
                of(
                        "33 levels",
                        "{'name':'a','x':" + "[".repeat(32) + "]".repeat(32) + "}",
                        "",
                        "limits"));
    }

    private static Arguments of(String name, String body, String pointer, String code) {
        return Arguments.of(name, body.replace('\'', '"').replace("CANARY", C), pointer, code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void refuses_with_the_pointer_and_without_an_echo(
            String name, String body, String pointer, String code) {
        var answer = GATEWAY.json(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"/problems/invalid\"")
                .contains("\"pointer\":\"" + pointer + "\"")
                .containsPattern("\"code\":\"(" + code + ")\"")
                .doesNotContain(C, "13800000001", "99999");
    }

    @Test
    void takes_what_is_sound() {
        assertThat(GATEWAY.json("{\"name\":\"诸葛😀\",\"fields\":{\"a\":\"b\"}}").body())
                .isEqualTo("{\"length\":4}");
        assertThat(GATEWAY.json("{\"name\":\"a\",\"fields\":{\"13800000001\":\"b\"}}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "GB18030"})
    void takes_no_other_encoding(String charset) {
        var body = ("{\"name\":\"诸" + C + "\"}").getBytes(Charset.forName(charset));

        for (var type : new String[] {"application/json", "application/json;charset=" + charset}) {
            var answer = GATEWAY.post("/v1/echo", type, body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain(C);
        }
    }

    @Test
    void takes_no_byte_order_mark_and_no_overlong_form() {
        var marked = GATEWAY.json("\uFEFF{\"name\":\"a\"}");
        assertThat(marked.statusCode()).isEqualTo(400);
        assertThat(marked.body()).contains("\"code\":\"encoding\"");

        var overlong = "{\"n?ame\":\"a\"}".getBytes(StandardCharsets.ISO_8859_1);
        overlong[3] = (byte) 0xC1;
        overlong[4] = (byte) 0xA1;
        var answer = GATEWAY.post("/v1/echo", "application/json", overlong);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"encoding\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data;boundary=x",
                "application/xml",
                "application/json;charset=GBK",
                "application/*",
                "json"
            })
    void takes_json_by_its_own_label_only(String type) {
        var answer = GATEWAY.post("/v1/echo", type, bytes("{\"name\":\"" + C + "\"}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"content_type\"").doesNotContain(C);
    }

    @Test
    void takes_no_compressed_body() {
        var answer =
                GATEWAY.post(
                        "/v1/echo",
                        "application/json",
                        gzip(bytes("{\"name\":\"" + C + "\"}")),
                        "Content-Encoding",
                        "gzip");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"content_encoding\"");
    }

    @Test
    void takes_neither_a_million_keys_nor_many_within_a_megabyte() {
        var many = new StringBuilder("{\"name\":\"a\"");
        for (var i = 0; i < 110_000; i++) {
            many.append(",\"").append(Integer.toString(i, 36)).append("\":1");
        }
        var within = GATEWAY.json(many + "}");
        assertThat(within.statusCode()).isEqualTo(400);
        assertThat(within.body()).contains("\"code\":\"limits\"");

        assertThat(many.append(many.toString().repeat(10)).length()).isGreaterThan(10_000_000);
        var beyond = GATEWAY.json(many + "}");
        assertThat(beyond.statusCode()).isEqualTo(413);
        assertThat(beyond.body()).contains("/problems/too-large");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
