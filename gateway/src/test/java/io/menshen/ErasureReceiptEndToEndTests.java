package io.menshen;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.cli.CommandRun;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code ./menshen rights verify-erasure} proves on a deployment, and what it finds out. */
@Clause({"7-h", "7-k"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ErasureReceiptEndToEndTests {
    @RegisterExtension
    static final TestDeployment DEPLOYMENT =
            new TestDeployment(PrivacyDesk.busy(), "--menshen.keys.look=100ms");

    private static final List<Integer> NUMBERS = new ArrayList<>();

    private final RunningGateway gateway = DEPLOYMENT.gateway();
    private final PrivacyDesk desk = PrivacyDesk.of(DEPLOYMENT);
    private SubjectId person = SubjectId.random();
    private String proof = "";

    @BeforeEach
    void erase() {
        NUMBERS.add(NUMBERS.size());
        person = Member.number(NUMBERS.size()).registered(gateway);
        var answer = desk.erase(person);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        proof = answer.text();
    }

    private static void refused(CommandRun run, String why) {
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.out()).contains(why, "does not hold").doesNotContain("verified");
    }

    @Test
    @Order(1)
    void a_receipt_holds_and_the_command_says_what_it_does_not_show() throws Exception {
        var run = desk.verified(proof);

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out())
                .contains("holds    key record", "holds    profile", "pending  epoch 1")
                .contains("verified: whom receipt", "not shown: backups may hold profile until")
                .doesNotContain(person.value().toString());
    }

    @Test
    @Order(2)
    void a_receipt_that_was_laid_out_anew_holds() throws Exception {
        var inner = proof.replaceFirst("^\\{\"id\":\"[^\"]+\",\"proof\":", "");

        var run = desk.verified(inner.substring(0, inner.length() - 1).replace(",\"", ",\n \""));

        assertThat(run.code()).as(run.text()).isZero();
    }

    @Test
    @Order(3)
    void a_receipt_of_which_any_value_was_changed_does_not_hold() throws Exception {
        var values = Pattern.compile("(?<=[:,\\[])(\"[^\"]+\"|\\d+)(?=[,}])").matcher(proof);
        var tampered = new ArrayList<String>();
        while (values.find()) {
            var value = values.group();
            var last = value.startsWith("\"") ? value.length() - 2 : value.length() - 1;
            var changed = value.charAt(last) == '1' ? '2' : '1';
            tampered.add(
                    proof.substring(0, values.start() + last)
                            + changed
                            + proof.substring(values.start() + last + 1));
        }
        // All but the id of the decision, which is not of the receipt.
        tampered.removeFirst();

        assertThat(tampered).hasSizeGreaterThan(50);
        for (var at : List.of(0, 1, 3, 7, 20, tampered.size() - 2, tampered.size() - 1)) {
            refused(desk.verified(tampered.get(at)), "wrong    signature");
        }
    }

    @Test
    @Order(4)
    void what_is_no_receipt_or_no_key_is_told() throws Exception {
        assertThat(desk.verified("{}").code()).isEqualTo(2);
        assertThat(desk.verified(proof.replace("\"receipt\"", "\"recipe\"")).code()).isEqualTo(2);
        assertThat(DEPLOYMENT.command("rights", "verify-erasure", "/nowhere").code()).isEqualTo(2);
    }

    @Test
    @Order(5)
    void a_row_that_came_back_is_found_in_every_place() throws Exception {
        var row = "(SELECT %s_row FROM subject.key_record WHERE subject_id = '%s')";
        var mine = "WHERE subject_id = '" + person.value() + "'";
        for (var store : List.of("identity", "sensitive")) {
            var rows = row.formatted(store, person.value());
            comesBack(
                    store,
                    "INSERT INTO %s.value VALUES (%s, 'mobile', 0, '\\x00', 'service', 1, 'p', 'c', current_date + 1, 1)"
                            .formatted(store, rows),
                    "DELETE FROM %s.value WHERE row_id = %s".formatted(store, rows));
        }
        var profile = row.formatted("profile", person.value());
        comesBack(
                "profile",
                "INSERT INTO profile.value VALUES (%s, 'tier', 0, 'gold', NULL, NULL, 'p', current_date + 1, '\\x00', 1)"
                        .formatted(profile),
                "DELETE FROM profile.value WHERE row_id = " + profile);
        comesBack(
                "blind indexes",
                "INSERT INTO subject.blind_index VALUES ('mobile', 1, '\\x00', '', '%s')"
                        .formatted(person.value()),
                "DELETE FROM subject.blind_index " + mine);
        comesBack(
                "consent state",
                "INSERT INTO subject.consent_state VALUES ('%s', 1, '', '\\x00')"
                        .formatted(person.value()),
                "DELETE FROM subject.consent_state " + mine);
        comesBack(
                "format tokens",
                "INSERT INTO token.format_token SELECT 'c', 's', 'f', 't', '\\x00', owners[1]::bytea, '\\x00', 1, current_date FROM subject.erasure_receipt "
                        + mine,
                "DELETE FROM token.format_token WHERE token = 't'");
        DEPLOYMENT.change(
                "INSERT INTO cases.request VALUES ('%s', 'access', 'desk', 'desk', now(), current_date, 'calendar', 'open', '', '', 1, '\\x00', '\\x00')"
                        .formatted(person.value()));
        comesBack(
                "case links",
                "INSERT INTO cases.person VALUES ('%s', '%s', '\\x00')"
                        .formatted(person.value(), person.value()),
                "DELETE FROM cases.person " + mine);
        DEPLOYMENT.change(
                "INSERT INTO cases.hold VALUES ('%s', 'set', 'mistake', now(), 's', 'asked', NULL, '', '\\x00')"
                        .formatted(person.value()));
        comesBack(
                "hold links",
                "INSERT INTO cases.held VALUES ('%s', '%s', '\\x00')"
                        .formatted(person.value(), person.value()),
                "DELETE FROM cases.held " + mine);
        comesBack(
                "copies",
                "INSERT INTO cases.copy VALUES ('%s', '%s', 'csv', now(), now(), '\\x00')"
                        .formatted(person.value(), person.value()),
                "DELETE FROM cases.copy " + mine);
        comesBack(
                "key record",
                "UPDATE subject.key_record SET service_key = '\\x00' " + mine,
                "UPDATE subject.key_record SET service_key = NULL " + mine);
        comesBack(
                "audit id",
                "UPDATE subject.key_record SET audit_id = gen_random_uuid() " + mine,
                "UPDATE subject.key_record SET audit_id = NULL " + mine);
    }

    private void comesBack(String place, String change, String undo) throws Exception {
        assertThat(DEPLOYMENT.change(change)).isEqualTo(1);
        refused(desk.verified(proof), "wrong    " + place);
        assertThat(DEPLOYMENT.change(undo)).isEqualTo(1);
        assertThat(desk.verified(proof).code()).isZero();
    }

    @Test
    @Order(6)
    void a_database_that_names_other_rows_or_never_gave_it_proves_nothing() throws Exception {
        var mine = " WHERE subject_id = '" + person.value() + "'";
        DEPLOYMENT.change("UPDATE subject.key_record SET profile_row = gen_random_uuid()" + mine);
        refused(desk.verified(proof), "names other rows");

        DEPLOYMENT.change("DELETE FROM subject.erasure_receipt" + mine);
        refused(desk.verified(proof), "never gave it");
    }

    @Test
    @Order(7)
    void once_the_epoch_turned_its_key_is_shown_to_be_destroyed() throws Exception {
        var folder = DEPLOYMENT.keys().resolveSibling("backups");
        Files.createDirectory(folder);
        var key = Path.of(folder + "-key.json");
        assertThat(CommandRun.of("keys", "backup-key", key.toString()).code()).isZero();
        var turn =
                DEPLOYMENT.command(
                        "keys",
                        "epoch",
                        "--user",
                        "postgres",
                        "--backups",
                        folder.toString(),
                        "--backup-key",
                        key.toString());
        assertThat(turn.code()).as(turn.text()).isZero();

        var run = desk.verified(proof);

        assertThat(run.code()).as(run.text()).isZero();
        assertThat(run.out()).contains("holds    epoch 1").doesNotContain("pending");
    }
}
