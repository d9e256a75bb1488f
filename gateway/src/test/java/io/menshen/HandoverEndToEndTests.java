package io.menshen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.access.Uses;
import io.menshen.connectors.http.Signature;
import io.menshen.connectors.http.SigningBytes;
import io.menshen.tokens.ScopedTokens;
import io.menshen.tokens.ScopedTokens.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the settings to the retailer's account system, where passwords are. */
class HandoverEndToEndTests {
    private static final String PASSWORD = "/en/me/account/password";
    private static final String ADDRESS = "https://accounts.example.cn/password";
    private static final byte[] KEY = "a key of thirty-two bytes or more".getBytes(UTF_8);
    private static final TextInbox INBOX = TextInbox.open();

    @RegisterExtension static final TestDeployment DEPLOYMENT = new TestDeployment(settings());

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final OwnVisit visit = OwnVisit.of(gateway, INBOX);

    private static String[] settings() {
        var settings = new ArrayList<>(List.of(INBOX.settings()));
        settings.add("--menshen.login.per-address=10000");
        settings.add("--menshen.console.account.address=" + ADDRESS);
        settings.add("--menshen.console.account.consumer=app");
        settings.add("--menshen.console.account.key-file=" + key());
        return settings.toArray(String[]::new);
    }

    private static Path key() {
        try {
            return Files.write(Files.createTempFile("menshen-account", ".key"), KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private List<String> recorded() throws SQLException {
        return DEPLOYMENT.ask(
                "SELECT r.operation FROM audit.record r JOIN subject.key_record k ON k.audit_id = r.audit_id WHERE k.subject_id = '%s' AND r.consumer = 'privacy-centre' AND r.operation = 'link' ORDER BY r.at"
                        .formatted(visit.id().value()));
    }

    @Test
    void with_two_facts_one_is_led_there_by_that_systems_token_signed() throws Exception {
        visit.inside();
        assertThat(visit.page("/en/me/account")).contains(PASSWORD);
        var before = recorded().size();

        var answer = visit.browser().get(PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        var address = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(address.toString()).startsWith(ADDRESS + "?").doesNotContain(visit.number());
        var query = query(address);
        var token = Objects.requireNonNull(query.get("subject"));
        var signature = Objects.requireNonNull(query.get("signature"));
        var now = Clock.systemUTC().instant();
        assertThat(holds(now, signature, token)).isTrue();
        assertThat(holds(now.plus(Duration.ofMinutes(6)), signature, token)).isFalse();
        assertThat(holds(now, signature, token + "x")).isFalse();
        assertThat(gateway.bean(ScopedTokens.class).subject(new Scope("app", scope()), token))
                .hasValue(visit.id());
        assertThat(recorded()).hasSize(before + 1);
    }

    private static boolean holds(Instant now, String signature, String token) {
        return Signature.holds(new SigningBytes(KEY), now, signature, token.getBytes(US_ASCII));
    }

    private String scope() {
        var catalog = gateway.bean(Uses.class).policy().catalog();
        return catalog.purpose("person_login").orElseThrow().tokenScope();
    }

    @Test
    void with_one_fact_nobody_is_led_there() {
        visit.showsCode();
        OwnVisit.shut(visit.browser().get(PASSWORD));
    }
}
