package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.RunningGateway.Caller;
import io.menshen.cli.CommandRun;
import io.menshen.kernel.BusinessDay;
import io.menshen.policy.Policies;
import io.menshen.web.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pack of a gateway that really served, checked by the script in it, as an auditor does. */
class AuditPackEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT = new TestDeployment("--menshen.audit.checkpoint=1s");

    @TempDir private static Path folder;
    private static Map<String, byte[]> pack = Map.of();

    @BeforeAll
    static void packs_what_was_done() throws Exception {
        Member.number(1).registered(DEPLOYMENT.gateway());
        read();
        DEPLOYMENT.start();
        read();
        assertThat(
                        Eventually.holds(() -> {
                            try {
                                return Files.exists(DEPLOYMENT.anchor())
                                        && Files.readAllLines(DEPLOYMENT.anchor()).size() > 2;
                            } catch (IOException e) {
                                return false;
                            }
                        }))
                .isTrue();
        // A day may have ended since the first read.
        var today = BusinessDay.today(Clock.systemUTC());
        var zip = folder.resolve("pack.zip");
        var run =
                CommandRun.of(
                        "audit",
                        "pack",
                        today.minusDays(1).toString(),
                        today.toString(),
                        "--out",
                        zip.toString(),
                        "--config",
                        DEPLOYMENT.configuration().toString());
        assertThat(run.code()).as(run.err()).isZero();
        pack = unzipped(zip);
    }

    private static void read() {
        DEPLOYMENT
                .gateway()
                .post(
                        "/v1/disclosures",
                        Caller.of("delivery"),
                        Map.of(
                                "purpose",
                                "order_fulfil",
                                "subject",
                                Map.of("mobile", "13800000001")));
    }

    private static Map<String, byte[]> unzipped(Path zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void holds_policy_registries_matrix_audit_checkpoints_key_and_page() {
        var revision = DEPLOYMENT.gateway().bean(Policies.class).current();
        var folder = "policy/" + revision.revision() + "/";
        assertThat(pack.keySet())
                .containsExactly(
                        "README.html",
                        "SHA256SUMS",
                        "SHA256SUMS.sig",
                        "audit-public.pem",
                        "audit.ndjson",
                        "checkpoints.ndjson",
                        folder + "bundle.tar.gz",
                        folder + "matrix.csv",
                        folder + "matrix.md",
                        folder + "registries.json",
                        "verify.py");
        assertThat(text("README.html"))
                .contains("在一台没有安装门神的电脑上核对", "For checking on a machine without Menshen")
                .contains("<td>[" + revision.revision() + "]</td>")
                .doesNotContain("http://", "https://", "<!--facts-->");
        assertThat(text(folder + "matrix.csv")).startsWith("consumer,purpose,operation,role,");
        assertThat(text("audit.ndjson")).doesNotContain("13800000001", "诸葛");
    }

    private static String text(String name) {
        return new String(pack.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void is_checked_by_python_and_openssl_alone() throws Exception {
        var checked = check(pack, "--all");
        assertThat(checked.out())
                .contains("结论：全部通过  /  all holds", "is the one that came into force");
        assertThat(checked.code()).as(checked.out()).isZero();
        assertThat(check(pack).code()).isZero();
    }

    @Test
    void one_byte_changed_anywhere_is_found() throws Exception {
        for (var name : pack.keySet()) {
            if (name.equals("verify.py") || name.equals("audit-public.pem")) {
                continue;
            }
            var changed = new TreeMap<>(pack);
            var bytes = pack.getOrDefault(name, new byte[0]).clone();
            bytes[bytes.length / 2] ^= 1;
            changed.put(name, bytes);
            var checked = check(changed);
            assertThat(checked.code()).as("%s%n%s", name, checked.out()).isOne();
        }
    }

    @Test
    void a_record_that_was_changed_is_found_by_its_chain_where_the_sums_were_made_anew()
            throws Exception {
        var edited =
                text("audit.ndjson")
                        .replaceFirst("\"purpose\":\"order_fulfil\"", "\"purpose\":\"survey\"");
        var checked = check(summed("audit.ndjson", edited));
        assertThat(checked.code()).isOne();
        assertThat(checked.out())
                .contains(
                        "SHA256SUMS is not signed by this key", "the audit is not what was signed")
                .containsPattern("record [0-9a-f-]+/\\d+ was changed");
    }

    @Test
    void a_record_that_was_taken_away_is_found() throws Exception {
        var lines = text("audit.ndjson").lines().toList();
        var gone = lines.stream().filter(l -> l.contains("\"operation\":\"read\"")).findFirst();
        var left = lines.stream().filter(l -> !l.equals(gone.orElseThrow())).toList();
        var checked = check(summed("audit.ndjson", String.join("\n", left) + "\n"));
        assertThat(checked.code()).isOne();
        assertThat(checked.out()).contains("are missing or out of order");
    }

    @Test
    void a_log_that_was_cut_is_found_by_what_the_second_place_holds() throws Exception {
        // The second place may have learned of one more while the log was packed.
        var last =
                text("audit.ndjson").lines().filter(l -> l.startsWith("{\"checkpoint\":")).count();
        var left =
                text("audit.ndjson")
                        .lines()
                        .filter(line ->
                                !line.startsWith("{\"checkpoint\":{\"number\":" + last + ","))
                        .toList();
        var checked = check(summed("audit.ndjson", String.join("\n", left) + "\n"));
        assertThat(checked.code()).isOne();
        assertThat(checked.out()).contains("checkpoint " + last + " is missing in the audit");
    }

    @Test
    void another_policy_than_the_one_in_force_is_found() throws Exception {
        var name =
                pack.keySet().stream()
                        .filter(n -> n.endsWith("bundle.tar.gz"))
                        .findFirst()
                        .orElseThrow();
        try (InputStream other =
                Gateway.class.getResourceAsStream("/io/menshen/policies/menshen-server.tar.gz")) {
            var changed = new TreeMap<>(pack);
            changed.put(name, Objects.requireNonNull(other).readAllBytes());
            assertThat(check(changed).out())
                    .contains("is not the one that the audit says came into force");
        }
    }

    @Test
    void another_key_verifies_nothing() throws Exception {
        var other = folder.resolve("other.pem");
        process(
                folder,
                List.of(
                        "openssl",
                        "genpkey",
                        "-algorithm",
                        "ed25519",
                        "-out",
                        "other-private.pem"));
        process(
                folder,
                List.of(
                        "openssl",
                        "pkey",
                        "-in",
                        "other-private.pem",
                        "-pubout",
                        "-out",
                        "other.pem"));
        var checked = check(pack, "--key", other.toString());
        assertThat(checked.code()).isOne();
        assertThat(checked.out())
                .contains("SHA256SUMS is not signed by this key", "the last line is not signed");
    }

    private static Map<String, byte[]> summed(String name, String content) throws Exception {
        var changed = new TreeMap<>(pack);
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        changed.put(name, bytes);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        var sums = text("SHA256SUMS").replaceFirst("(?m)^[0-9a-f]{64}  " + name, sum + "  " + name);
        changed.put("SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8));
        return changed;
    }

    private record Checked(int code, String out) {}

    private static Checked check(Map<String, byte[]> files, String... more) throws Exception {
        var unpacked = Files.createTempDirectory(folder, "unpacked");
        for (var file : files.entrySet()) {
            var target = unpacked.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        var command = new ArrayList<>(List.of(Tools.needed("python3"), "verify.py"));
        command.addAll(List.of(more));
        Tools.needed("openssl");
        return process(unpacked, command);
    }

    private static Checked process(Path in, List<String> command) throws Exception {
        var out = Files.createTempFile(folder, "check", ".out");
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        var process = builder.redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Checked(process.exitValue(), Files.readString(out));
    }
}
