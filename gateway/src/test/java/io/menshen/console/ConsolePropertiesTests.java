package io.menshen.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.menshen.console.ConsoleProperties.Account;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConsolePropertiesTests {
    private static final URI ADDRESS = URI.create("https://account.example.cn/password");
    private static final Path KEY = Path.of("account.key");

    @Test
    void without_an_address_nothing_more_is_needed() {
        assertThat(new Account(null, null, null).address()).isNull();
    }

    @Test
    void an_address_without_key_or_consumer_fails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(ADDRESS, "app", null))
                .withMessageContaining("menshen.console.account.address is set")
                .withMessageContaining("key-file");
        assertThatIllegalArgumentException().isThrownBy(() -> new Account(ADDRESS, null, KEY));
    }

    @Test
    void an_address_with_a_query_fails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(URI.create(ADDRESS + "?to=me"), "app", KEY))
                .withMessageContaining("without a query");
    }

    @Test
    void an_address_in_clear_fails_but_on_the_loopback() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Account(URI.create("http://example.cn/"), "app", KEY))
                .withMessageContaining("menshen.console.account.address is http://example.cn/");
        var loopback = URI.create("http://127.0.0.1:8080/password");
        assertThat(new Account(loopback, "app", KEY).address()).isEqualTo(loopback);
    }
}
