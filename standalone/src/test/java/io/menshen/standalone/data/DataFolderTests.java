package io.menshen.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menshen.standalone.StandaloneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTests {
    @TempDir Path temporary;

    @Test
    void a_second_start_names_the_holder_and_the_way_out() {
        var folder = temporary.resolve("data");
        try (var first = DataFolder.open(folder, "up")) {
            assertThat(first.root()).isEqualTo(folder);
            assertThatThrownBy(() -> DataFolder.open(folder, "demo"))
                    .isInstanceOf(StandaloneException.class)
                    .hasMessage(
                            "%s is in use by process %d (menshen up). Stop that one first, or try: ./menshen demo --data OTHER_FOLDER",
                            folder, ProcessHandle.current().pid());
        }
    }

    @Test
    void a_folder_that_was_let_go_can_be_opened_again() {
        var folder = temporary.resolve("data");
        DataFolder.open(folder, "up").close();
        try (var second = DataFolder.open(folder, "up")) {
            assertThat(second.file("x")).isEqualTo(folder.resolve("x"));
        }
    }

    @Test
    void a_full_disk_is_told_before_anything_is_written() {
        assertThatThrownBy(() -> DataFolder.open(temporary, "up", Long.MAX_VALUE))
                .hasMessageContaining("MiB left and needs")
                .hasMessageContaining("./menshen up --data OTHER_FOLDER");
    }

    @Test
    void a_disk_that_fills_up_and_a_folder_of_others_are_told_in_one_line() {
        var full = new FileSystemException("/x/y", null, "No space left on device");
        assertThat(DataFolder.explained(temporary, full))
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("--data OTHER_FOLDER");
        assertThat(DataFolder.explained(temporary, new AccessDeniedException("/x/y")))
                .hasMessageStartingWith("/x/y cannot be written by ");
    }

    @Test
    void only_the_owner_may_read_what_it_keeps() throws IOException {
        try (var folder = DataFolder.open(temporary.resolve("data"), "up")) {
            var kept = Kept.in(folder.file("secrets.properties"));
            assertThat(kept.password("redis")).hasSize(32).isEqualTo(kept.password("redis"));
            assertThat(permissions(folder.file("secrets.properties"))).isEqualTo("rw-------");
            assertThat(permissions(folder.root())).isEqualTo("rwx------");
            assertThat(Kept.in(folder.file("secrets.properties")).password("redis"))
                    .isEqualTo(kept.password("redis"));
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
