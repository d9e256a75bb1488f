package io.menshen.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCallTests {
    private static ImportCall to(String gateway) {
        var file = new ImportFile(Path.of(""), ImportForm.NDJSON, new FileEncoding(UTF_8, 0), null);
        return new ImportCall(URI.create(gateway), "secret", file, "id", false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.example:8410",
                "HTTP://10.0.0.8",
                "http://127.0.0.1.example",
                "http://localhost.example",
                "ftp://127.0.0.1",
                "//127.0.0.1:8410/"
            })
    void nothing_is_sent_in_the_clear_to_another_machine(String gateway) {
        assertThatThrownBy(() -> to(gateway))
                .isInstanceOf(CannotException.class)
                .hasMessageContaining("https")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gateway.example",
                "http://127.0.0.1:8410",
                "http://localhost:8410",
                "http://[::1]:8410"
            })
    void this_machine_and_what_is_encrypted_are_called(String gateway) {
        assertThat(to(gateway).gateway()).isEqualTo(URI.create(gateway));
    }
}
