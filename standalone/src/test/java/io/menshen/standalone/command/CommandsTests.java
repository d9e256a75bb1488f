package io.menshen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.menshen.standalone.identity.DevelopmentIssuer;
import io.menshen.standalone.supervisor.Supervisor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTests {
    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_token_is_minted_without_the_server() throws Exception {
        Files.createDirectory(temporary.resolve("identity"));
        DevelopmentIssuer.of(Supervisor.issuerKey(temporary), Clock.systemUTC());
        assertThat(
                        run(
                                "token",
                                "service-desk",
                                "--staff",
                                "s-desk-01",
                                "--data",
                                temporary.toString()))
                .isZero();
        var claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("client_id")).isEqualTo("service-desk");
        assertThat(claims.getStringClaim("staff")).isEqualTo("s-desk-01");
    }

    @Test
    void an_unknown_consumer_is_told_the_nearest() {
        assertThat(run("token", "delivry")).isEqualTo(2);
        assertThat(err)
                .hasToString(
                        "menshen: consumer \"delivry\" does not exist. Did you mean \"delivery\"?\n");
    }

    @Test
    void a_consumer_of_staff_is_told_to_name_one() {
        assertThat(run("token", "service-desk")).isEqualTo(2);
        assertThat(err.toString()).contains("./menshen token service-desk --staff ID");
    }

    @Test
    void a_folder_without_a_key_is_told_to_start_first() {
        assertThat(run("token", "delivery", "--data", temporary.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no key yet").contains("./menshen up");
    }

    @Test
    void a_port_in_use_and_a_wrong_option_are_one_line_each() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            assertThat(run("up", "--data", temporary.resolve("data").toString(), "--port", port))
                    .isEqualTo(2);
        }
        assertThat(err.toString())
                .contains("is in use by process")
                .contains("./menshen up --port")
                .hasLineCount(1);
        assertThat(temporary.resolve("data")).doesNotExist();
        assertThat(run("up", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(2).endsWith("Try: ./menshen up --help\n");
    }

    @Test
    void a_demo_does_not_empty_a_folder_of_others() throws Exception {
        Files.writeString(temporary.resolve("letter.txt"), "x");
        assertThat(run("demo", "--data", temporary.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("holds files that are not of a demo");
        assertThat(temporary.resolve("letter.txt")).exists();
    }

    @Test
    void every_verb_has_help() {
        for (var verb : new String[] {"demo", "up", "token"}) {
            assertThat(run(verb, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: ./menshen " + verb);
        }
    }

    private int run(String... arguments) {
        var line = Commands.of();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
