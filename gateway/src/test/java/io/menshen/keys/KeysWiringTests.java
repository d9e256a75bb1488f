package io.menshen.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KeysWiringTests {
    @TempDir Path folder;

    private Path keys() {
        return folder.resolve("keys");
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(KeysWiring.class)
                .withPropertyValues("menshen.keys.folder=" + keys());
    }

    @Test
    void opens_the_key_ring_at_start_up() throws IOException, GeneralSecurityException {
        new KeysetFiles(keys()).create();

        runner().run(context -> assertThat(context).hasSingleBean(KeyRing.class));
    }

    @Test
    void says_how_to_make_what_is_missing() {
        runner().run(context ->
                assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("menshen keys create " + keys()));
        new ApplicationContextRunner()
                .withUserConfiguration(KeysWiring.class)
                .run(context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("menshen.keys.folder is missing"));
    }

    @ParameterizedTest
    @CsvSource({
        "keys,rwxr-x---,chmod 700",
        "keys,rwx--x--x,chmod 700",
        "keys/root.json,rw-r-----,chmod 600",
        "keys/root.json,rw----r--,chmod 600"
    })
    void refuses_what_group_or_others_can_read_in_any_profile(
            String path, String permissions, String advice)
            throws IOException, GeneralSecurityException {
        new KeysetFiles(keys()).create();
        Files.setPosixFilePermissions(
                folder.resolve(path), PosixFilePermissions.fromString(permissions));

        for (var profile : new String[] {"production", "default"}) {
            runner().withPropertyValues("spring.profiles.active=" + profile)
                    .run(context ->
                            assertThat(context)
                                    .getFailure()
                                    .rootCause()
                                    .isInstanceOf(IOException.class)
                                    .hasMessageContaining(permissions)
                                    .hasMessageContaining(advice));
        }
    }

    @Test
    void says_to_restore_what_was_altered() throws IOException, GeneralSecurityException {
        new KeysetFiles(keys()).create();
        Files.copy(
                keys().resolve("token.json"),
                keys().resolve("index.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        runner().run(context ->
                assertThat(context)
                        .getFailure()
                        .cause()
                        .cause()
                        .hasMessageContaining("restore the whole folder"));
    }
}
