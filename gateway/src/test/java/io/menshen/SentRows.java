package io.menshen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.menshen.RunningGateway.Caller;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows that the app imports under an id. */
record SentRows(RunningGateway gateway, String id) {
    static final String PATH = "/v1/intakes/import";
    static final Caller APP = Caller.of("app");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Made-up members by number, as an import hands them in. */
    static Member member(int number) {
        return Member.number(number).saying("channel", "import").saying("verification", "none");
    }

    /** A line for each member. */
    String lines(Stream<Member> members) {
        return members.map(this::line).collect(Collectors.joining());
    }

    /** That many members from a number on. */
    String members(int first, int count) {
        return lines(IntStream.range(first, first + count).mapToObj(SentRows::member));
    }

    private String line(Member member) {
        var body = new ShownNotice(gateway).along("/v1/intakes", member.body());
        return JSON.writeValueAsString(body) + "\n";
    }

    HttpRequest.Builder request(String query) {
        return gateway.request(PATH + query, APP).header("Idempotency-Key", id);
    }

    private HttpResponse<String> sent(HttpRequest.Builder request, BodyPublisher body) {
        return gateway.send(request.POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The lines of the answer to lines of NDJSON. */
    List<JsonNode> ndjson(String rows) {
        return ndjson("", BodyPublishers.ofString(rows));
    }

    List<JsonNode> ndjson(String query, BodyPublisher rows) {
        return answers(sent(request(query).header("Content-Type", "application/x-ndjson"), rows));
    }

    /** What is answered to a CSV. */
    HttpResponse<String> csv(Map<String, ?> mapping, byte[] rows) {
        var header = Base64.getUrlEncoder().encodeToString(JSON.writeValueAsBytes(mapping));
        return sent(
                request("").header("Content-Type", "text/csv").header("Menshen-Mapping", header),
                BodyPublishers.ofByteArray(rows));
    }

    HttpResponse<String> csv(Map<String, ?> mapping, String rows) {
        return csv(mapping, rows.getBytes(UTF_8));
    }

    static List<JsonNode> answers(HttpResponse<String> response) {
        return response.body().lines().map(JSON::readTree).toList();
    }

    /** Row, status and codes of each line but the last. */
    static List<String> told(List<JsonNode> answers) {
        return answers.stream().filter(answer -> !answer.has("end")).map(SentRows::told).toList();
    }

    private static String told(JsonNode answer) {
        var faults =
                answer.path("faults")
                        .valueStream()
                        .map(one ->
                                " "
                                        + one.path("pointer").asString("")
                                        + ":"
                                        + one.path("code").asString(""))
                        .collect(Collectors.joining());
        return answer.path("row").asInt() + " " + answer.path("status").asString("") + faults;
    }
}
