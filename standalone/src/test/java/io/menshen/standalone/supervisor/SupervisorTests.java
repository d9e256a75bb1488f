package io.menshen.standalone.supervisor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.keys.KeysetFiles;
import io.menshen.standalone.RunningParts;
import io.menshen.standalone.process.PostgresProcess;
import io.menshen.standalone.setup.DeploymentMark;
import io.menshen.storage.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SupervisorTests {
    @RegisterExtension static final RunningParts PARTS = new RunningParts();

    @Test
    void postgres_keeps_what_it_acknowledged() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    }

    @Test
    void every_login_needs_its_password() throws IOException {
        var postgres = PARTS.supervisor().postgres();
        for (var secret : List.of("", "wrong")) {
            var login = postgres.login("menshen", PostgresProcess.OWNER, secret);
            assertThatThrownBy(login::getConnection).isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> postgres.login("menshen", "menshen_audit", "x").getConnection())
                .hasMessageContaining("password authentication failed");
        assertThat(unauthenticated(PARTS.supervisor().redis().port(), "PING"))
                .startsWith("-NOAUTH");
    }

    @Test
    void every_serving_role_reads_that_the_people_are_generated() throws SQLException {
        var read = new ArrayList<Role>();
        for (var role : Role.values()) {
            var secret = PARTS.supervisor().setup().password(role);
            var login = PARTS.supervisor().postgres().login("menshen", role.database(), secret);
            if (new DeploymentMark(login).isSet(DeploymentMark.GENERATED_PEOPLE)) {
                read.add(role);
            }
            assertThatThrownBy(() -> new DeploymentMark(login).set("x"))
                    .hasMessageContaining("permission denied");
        }
        assertThat(read).containsExactly(Role.values());
    }

    @Test
    void keysets_and_secrets_are_the_owners_alone() throws Exception {
        assertThat(new KeysetFiles(PARTS.supervisor().setup().keysets()).open()).isNotNull();
        for (var name :
                List.of(
                        "secrets.properties",
                        "identity/key.json",
                        "keys/root.json",
                        "audit/private.pem",
                        "policy/private.pem",
                        "redis/redis.conf")) {
            var permissions = Files.getPosixFilePermissions(PARTS.supervisor().folder().file(name));
            assertThat(PosixFilePermissions.toString(permissions)).as(name).isEqualTo("rw-------");
        }
    }

    /** What Redis answers to an inline command on a connection that did not authenticate. */
    private static String unauthenticated(int port, String command) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            var answer = new InputStreamReader(socket.getInputStream(), US_ASCII);
            return new BufferedReader(answer).readLine();
        }
    }

    private static String setting(String name) throws SQLException {
        return answer(PARTS.supervisor().postgres().owner("menshen"), "SHOW " + name);
    }

    private static String answer(DataSource source, String query) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
