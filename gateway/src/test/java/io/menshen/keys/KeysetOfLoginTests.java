package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.keys.KeyRing.MacUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keysets of before people could log in. */
class KeysetOfLoginTests {
    @TempDir Path folder;
    private KeysetFiles files = new KeysetFiles(Path.of(""));

    @BeforeEach
    void create() throws Exception {
        files = new KeysetFiles(folder.resolve("keys"));
        files.create();
    }

    private boolean complete() throws Exception {
        return new KeysetChanges(files, Clock.systemUTC()).complete();
    }

    @Test
    void the_one_of_the_login_is_made_once() throws Exception {
        Files.delete(files.folder().resolve("login_mac.json"));
        assertThatThrownBy(files::open).isInstanceOf(IOException.class);

        assertThat(complete()).isTrue();

        var mac = files.open().mac(MacUse.LOGIN, List.of());
        assertThat(complete()).isFalse();
        assertThat(files.open().verifies(MacUse.LOGIN, mac, List.of())).isTrue();
        assertThat(files.open().verifies(MacUse.RECORD, mac, List.of())).isFalse();
    }

    @Test
    void another_that_is_lost_stays_lost() throws Exception {
        Files.delete(files.folder().resolve("journal_mac.json"));

        assertThat(complete()).isFalse();

        assertThatThrownBy(files::open).isInstanceOf(IOException.class);
    }
}
