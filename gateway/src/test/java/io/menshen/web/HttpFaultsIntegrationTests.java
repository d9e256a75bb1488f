package io.menshen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFaultsIntegrationTests {
    private static final TestGateway GATEWAY = new TestGateway();
    private static final Duration SILENCE = Duration.ofMillis(150);

    /** What must not be answered: it would be a 500. */
    private static final String SMUGGLED = "GET /v1/broken HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String HEAD =
            "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String BODY = "{\"name\":\"a\"}";
    private static final String CHUNKS = "c\r\n" + BODY + "\r\n0\r\n\r\n";

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    private static String sent(String bytes) throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            return client.send(bytes).readAnswer();
        }
    }

    /** All answers to it; that no more of them comes is seen by the silence. */
    private static String answers(String bytes) throws IOException {
        try (var client = new Raw(GATEWAY.port())) {
            return client.send(bytes).read(SILENCE);
        }
    }

    static Stream<Arguments> smuggling() {
        return Stream.of(
                Arguments.of(
                        "CL.TE",
                        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        "TE.CL",
                        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + CHUNKS),
                Arguments.of(
                        "TE.TE",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n" + CHUNKS),
                Arguments.of(
                        "TE twice",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + CHUNKS),
                Arguments.of(
                        "chunked, xchunked",
                        "Transfer-Encoding: chunked, xchunked\r\n\r\n" + CHUNKS),
                Arguments.of("xchunked", "Transfer-Encoding: xchunked\r\n\r\n" + CHUNKS),
                Arguments.of("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS),
                Arguments.of(
                        "identity",
                        "Transfer-Encoding: identity\r\nContent-Length: 12\r\n\r\n" + BODY),
                Arguments.of(
                        "a space before the colon", "Transfer-Encoding : chunked\r\n\r\n" + CHUNKS),
                Arguments.of("a vertical tab", "Transfer-Encoding: \u000bchunked\r\n\r\n" + CHUNKS),
                Arguments.of(
                        "two lengths", "Content-Length: 12\r\nContent-Length: 0\r\n\r\n" + BODY),
                Arguments.of("two lengths in one", "Content-Length: 12, 0\r\n\r\n" + BODY),
                Arguments.of("a length with a sign", "Content-Length: +12\r\n\r\n" + BODY),
                Arguments.of("a negative length", "Content-Length: -1\r\n\r\n" + BODY),
                Arguments.of(
                        "a huge length", "Content-Length: 99999999999999999999\r\n\r\n" + BODY),
                Arguments.of(
                        "a huge chunk",
                        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + BODY),
                Arguments.of("a negative chunk", "Transfer-Encoding: chunked\r\n\r\n-c\r\n" + BODY),
                Arguments.of(
                        "an LF in an extension",
                        "Transfer-Encoding: chunked\r\n\r\nc;a\nb\r\n" + BODY + "\r\n0\r\n\r\n"),
                Arguments.of(
                        "a chunk without its end",
                        "Transfer-Encoding: chunked\r\n\r\nc\r\n" + BODY + "xx0\r\n\r\n"),
                Arguments.of("NUL in a header", "A: a\u0000b\r\nContent-Length: 12\r\n\r\n" + BODY),
                Arguments.of("CR in a header", "A: a\rb\r\nContent-Length: 12\r\n\r\n" + BODY),
                Arguments.of(
                        "a header without a name", ": a\r\nContent-Length: 12\r\n\r\n" + BODY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smuggling")
    void refuses_a_framing_with_two_readings(String name, String rest) throws IOException {
        var answer = answers(HEAD + rest + SMUGGLED);

        assertThat(answer).doesNotContain("HTTP/1.1 5").doesNotContain("HTTP/1.1 2");
        assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4")).isTrue();
        assertThat(answer.split("HTTP/1.1 4", -1).length).isLessThanOrEqualTo(2);
        assertThat(GATEWAY.serves()).isTrue();
    }

    @Test
    void takes_chunks_with_an_extension() throws IOException {
        var chunks = "Transfer-Encoding: chunked\r\n\r\nc;a=b\r\n" + BODY + "\r\n0\r\n\r\n";

        assertThat(sent(HEAD + chunks)).startsWith("HTTP/1.1 200").endsWith("{\"length\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/seen HTTP/1.1\r\n\r\n",
                "GET /v1/seen HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /v1/seen HTTP/1.0\r\n\r\n",
                "GET /v1/seen HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET /v1/seen HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET  /v1/seen  HTTP/1.1\r\nHost: x y\r\n\r\n",
                "GET /v1/seen?a=b c HTTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "FOO /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n",
                "DELETE /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n",
                "TRACE /v1/seen HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET {x} HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void refuses_heads_and_methods_that_it_does_not_know(String request) throws IOException {
        var answer = sent(request);

        assertThat(answer.replaceFirst("^HTTP/[0-9.]{3}", "")).matches("(?s)| 4.*");
        assertThat(GATEWAY.serves()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/seen",
                "/v1//seen",
                "/v1/seen;x=1",
                "/v1;/seen",
                "/v1%2fseen",
                "/v1%2Fseen",
                "/v1/x/../seen",
                "/v1/./seen",
                "/v1/%2e%2e/v1/seen",
                "/v1/seen%00",
                "/v1\\seen",
                "/v1%5cseen",
                "/v1%252fseen",
                "/V1/seen",
                "/v1/seen/"
            })
    void knows_a_path_in_one_spelling_only(String path) throws IOException {
        var answer = sent("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("seen");
    }

    @Test
    void bounds_the_head() throws IOException {
        var start = "GET /v1/seen HTTP/1.1\r\nHost: x\r\n";
        var large = sent(start + "A: " + "x".repeat(64 << 10) + "\r\n\r\n");
        var many = sent(start + "A: x\r\n".repeat(1000) + "\r\n");
        var line = sent("GET /v1/seen?" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(List.of(large, many, line)).allMatch(it -> it.startsWith("HTTP/1.1 4"));
        assertThat(sent(start + "A: x\r\n".repeat(99) + "\r\n")).startsWith("HTTP/1.1 200");
        assertThat(sent(start + "A: x\r\n".repeat(100) + "\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void ignores_what_a_client_says_a_proxy_said() throws IOException {
        var spoofed =
                String.join(
                        "\r\n",
                        "GET /v1/seen HTTP/1.1",
                        "Host: 127.0.0.1",
                        "Forwarded: for=1.2.3.4;host=evil;proto=https",
                        "X-Forwarded-Host: evil",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Prefix: /evil",
                        "X-Forwarded-Port: 1",
                        "X-HTTP-Method-Override: DELETE",
                        "X-Original-URL: /v1/broken",
                        "",
                        "");

        var answer = sent(spoofed);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("http://127.0.0.1")
                .doesNotContain("evil");
    }

    @Test
    void another_doors_route_is_not_found_before_security() {
        var there = GATEWAY.get("/health");
        assertThat(there.statusCode()).isEqualTo(404);
        assertThat(there.headers().firstValue("Menshen-Decision")).isPresent();

        var port = GATEWAY.doors.port(Door.MANAGEMENT);
        var here = java.net.URI.create("http://127.0.0.1:" + port + "/v1/who");
        var answer = GATEWAY.send(java.net.http.HttpRequest.newBuilder(here).build());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/problems/not-found");
        assertThat(GATEWAY.doors.port(Door.STAFF)).isZero();
    }

    @Test
    void gives_a_defect_of_its_own_away_to_nobody() throws IOException {
        var broken = GATEWAY.get("/v1/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("/problems/internal").doesNotContain(Canary.TEXT);

        var late = sent("GET /v1/broken-late HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(late).startsWith("HTTP/1.1 200").contains("begun").doesNotContain(Canary.TEXT);
        assertThat(late).doesNotEndWith("0\r\n\r\n");
    }
}
