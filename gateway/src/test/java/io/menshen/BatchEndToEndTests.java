package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many reads in one request; each line is decided as it is taken. */
class BatchEndToEndTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Caller DELIVERY = Caller.of("delivery");
    private static final Caller MARKETING = Caller.of("mail-marketing");
    private static final String PATH = "/v1/disclosures/batch";

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment();

    private final RunningGateway gateway = DEPLOYMENT.gateway();

    private String line(SubjectId id, Caller caller, String purpose) {
        var token = gateway.token(id, caller.consumer(), purpose);
        var subject = Map.of("token", token);
        return JSON.writeValueAsString(
                Map.of("purpose", purpose, "subject", subject, "fields", List.of("tier")));
    }

    @Test
    void each_line_has_its_answer_in_its_place_and_its_record() throws SQLException {
        var person = Member.number(1).registered(gateway);
        var good = line(person, DELIVERY, "order_fulfil");
        var lines =
                List.of(
                        good,
                        "{\"purpose\":",
                        line(person, DELIVERY, "marketing_email"),
                        good.replace("tk1_", "tk2_"),
                        good);

        var response = gateway.lines(PATH, DELIVERY, String.join("\n", lines) + "\n");
        var answers = response.body().lines().map(JSON::readTree).toList();

        assertThat(answers).hasSize(lines.size() + 1);
        assertThat(answers.get(0).path("fields").path("tier").asString("")).isEqualTo("gold");
        assertThat(problems(answers)).containsExactly("2 400", "3 403", "4 404");
        assertThat(answers.getLast().toString()).isEqualTo("{\"end\":true,\"ok\":2,\"failed\":3}");
        var ids = Stream.of(answers.get(0), answers.get(4)).map(a -> a.path("id").asString(""));
        assertThat(recorded("permitted")).containsExactlyInAnyOrderElementsOf(ids.toList());
    }

    @Test
    void a_refused_line_tells_the_id_of_its_record() throws SQLException {
        var person = Member.number(8).registered(gateway);
        var refused = line(person, DELIVERY, "marketing_email");

        var response = gateway.lines(PATH, DELIVERY, refused + "\n");
        var problem = JSON.readTree(response.body().lines().findFirst().orElseThrow());

        assertThat(recorded("refused"))
                .contains(problem.path("problem").path("decision").asString(""));
    }

    private static List<String> problems(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("problem"))
                .map(a -> a.path("line").asInt() + " " + a.path("problem").path("status").asInt())
                .toList();
    }

    private static List<String> recorded(String outcome) throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT decision_id FROM audit.record WHERE operation = 'read' AND consumer = 'delivery' AND outcome = '"
                        + outcome
                        + "'");
    }

    @Test
    @Clause("4.1.2-d")
    void consent_withdrawn_in_the_midst_cuts_the_lines_that_follow() throws IOException {
        var person = Member.number(2).consents("marketing_email").registered(gateway);
        var line = line(person, MARKETING, "marketing_email");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            var out = socket.getOutputStream();
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            head(out);
            chunk(out, line + "\n");
            assertThat(next(in)).contains("\"tier\":\"gold\"");
            withdraw(person);
            chunk(out, line + "\n" + line + "\n");
            assertThat(next(in)).contains("consent_withdrawn").doesNotContain("gold");
            assertThat(next(in)).contains("consent_withdrawn").doesNotContain("gold");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(next(in)).isEqualTo("{\"end\":true,\"ok\":1,\"failed\":2}");
        }
    }

    private void withdraw(SubjectId person) {
        var subject = Map.of("token", gateway.token(person, "mail-marketing", "marketing_email"));
        var answer =
                gateway.post(
                        "/v1/withdrawals",
                        MARKETING,
                        Map.of("purpose", "marketing_email", "subject", subject));
        assertThat(answer.status()).isEqualTo(200);
    }

    private void head(OutputStream out) throws IOException {
        var authorization =
                gateway.request(PATH, MARKETING).build().headers().firstValue("Authorization");
        var head =
                """
                POST %s HTTP/1.1
                Host: 127.0.0.1
                Authorization: %s
                Content-Type: application/x-ndjson
                Transfer-Encoding: chunked

                """
                        .formatted(PATH, authorization.orElseThrow());
        out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next line of the answer; between them stand heads and sizes of chunks. */
    private static String next(BufferedReader in) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                return line;
            }
        }
        return "";
    }
}
