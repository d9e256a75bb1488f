package io.menshen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A table on a disk that is full. Where this process may mount, it is a small volume of its own,
 * and the error is the kernel's; elsewhere every write meets the error that PostgreSQL gives then
 * (SQLSTATE 53100).
 */
final class FullDisk implements AutoCloseable {
    private static final int CHUNK = 4096;

    private final TestDeployment deployment;
    private final String table;
    private final Path volume;
    private final String tablespace;
    private final boolean mounted;

    private FullDisk(TestDeployment deployment, String table, Path volume, boolean mounted) {
        this.deployment = deployment;
        this.table = table;
        this.volume = volume;
        this.mounted = mounted;
        this.tablespace = "small" + Integer.toHexString(volume.hashCode());
    }

    /** The disk of that table, with room. */
    static FullDisk under(TestDeployment deployment, String table)
            throws IOException, SQLException {
        var volume = Files.createTempDirectory("menshen-disk");
        var mounted =
                ended("mount", "-t", "tmpfs", "-o", "size=4m", "menshen-disk", volume.toString());
        var disk = new FullDisk(deployment, table, volume, mounted);
        if (mounted) {
            deployment.change(
                    "CREATE TABLESPACE %s LOCATION '%s'"
                            .formatted(
                                    disk.tablespace, Files.createDirectory(volume.resolve("t"))));
            deployment.change("ALTER TABLE %s SET TABLESPACE %s".formatted(table, disk.tablespace));
        } else {
            deployment.change(
                    """
                    CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$
                    """);
        }
        return disk;
    }

    /** From now on there is no room. */
    void fill() throws IOException, SQLException {
        if (mounted) {
            try (var filler = Files.newOutputStream(volume.resolve("filler"))) {
                while (volume.toFile().getUsableSpace() > 0) {
                    filler.write(new byte[CHUNK]);
                }
            }
        } else {
            deployment.change(
                    "CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION public.full_disk()"
                            .formatted(table));
        }
    }

    /** There is room again. */
    void clear() throws IOException, SQLException {
        if (mounted) {
            Files.delete(volume.resolve("filler"));
        } else {
            deployment.change("DROP TRIGGER full_disk ON " + table);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        if (mounted) {
            deployment.change("ALTER TABLE %s SET TABLESPACE pg_default".formatted(table));
            deployment.change("DROP TABLESPACE " + tablespace);
            ended("umount", "-l", volume.toString());
        } else {
            deployment.change("DROP FUNCTION public.full_disk CASCADE");
        }
        Files.delete(volume);
    }

    private static boolean ended(String... command) throws IOException {
        var process =
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a disk was mounted", e);
        }
    }
}
