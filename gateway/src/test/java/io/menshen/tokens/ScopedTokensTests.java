package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetRotation;
import io.menshen.tokens.ScopedTokens.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Clause("5.1-a")
class ScopedTokensTests {
    private static final Scope ORDERS = new Scope("delivery", "orders");

    private final SubjectId subject = SubjectId.random();

    @TempDir Path folder;

    private ScopedTokens tokens;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder);
        files.create();
        tokens = new ScopedTokens(files.open());
    }

    static Stream<Scope> foreign_scopes() {
        return Stream.of(
                new Scope("analytics", "orders"),
                new Scope("delivery", "care"),
                new Scope("deliveryorders", ""),
                new Scope("", "deliveryorders"));
    }

    @Test
    void opens_for_its_owner() {
        var token = tokens.ofSubject(ORDERS, subject);

        assertThat(token).matches("tk1_[A-Za-z0-9_-]{50}");
        assertThat(tokens.subject(ORDERS, token)).contains(subject);
        assertThat(tokens.ofSubject(ORDERS, subject)).isEqualTo(token);
    }

    @ParameterizedTest
    @MethodSource("foreign_scopes")
    void differs_in_every_other_scope_and_opens_in_none(Scope foreign) {
        var token = tokens.ofSubject(ORDERS, subject);

        assertThat(tokens.ofSubject(foreign, subject)).isNotEqualTo(token);
        assertThat(tokens.subject(foreign, token)).isEmpty();
    }

    @Test
    void a_field_token_is_no_subject_token_and_no_token_of_another_field() {
        var value = tokens.ofValue(ORDERS, "member_card_no", Personal.of("0123456789abcdef"));

        assertThat(tokens.value(ORDERS, "member_card_no", value).map(Personal::open))
                .contains("0123456789abcdef");
        assertThat(tokens.value(ORDERS, "order_no", value)).isEmpty();
        assertThat(tokens.subject(ORDERS, value)).isEmpty();
        assertThat(tokens.value(ORDERS, "member_card_no", tokens.ofSubject(ORDERS, subject)))
                .isEmpty();
    }

    @Test
    void a_token_of_a_persons_value_names_that_value_of_that_person() {
        var token = tokens.ofField(ORDERS, "order_no", subject, Personal.of("ORD-1"));
        var named = tokens.field(ORDERS, "order_no", token).orElseThrow();

        assertThat(tokens.ofField(ORDERS, "order_no", subject, Personal.of("ORD-1")))
                .isEqualTo(token);
        assertThat(tokens.ofField(ORDERS, "order_no", SubjectId.random(), Personal.of("ORD-1")))
                .isNotEqualTo(token);
        assertThat(named.subject()).isEqualTo(subject);
        assertThat(tokens.names(named, "order_no", Personal.of("ORD-1"))).isTrue();
        assertThat(tokens.names(named, "order_no", Personal.of("ORD-2"))).isFalse();
        assertThat(tokens.names(named, "member_card_no", Personal.of("ORD-1"))).isFalse();
        assertThat(tokens.field(ORDERS, "member_card_no", token)).isEmpty();
        assertThat(tokens.subject(ORDERS, token)).isEmpty();
    }

    @Test
    void under_a_new_key_the_token_is_another_and_both_name_the_value() throws Exception {
        var value = Personal.of("ORD-1");
        var old = tokens.ofField(ORDERS, "order_no", subject, value);
        KeysetRotation.rotate(folder);
        var rotated = new ScopedTokens(new KeysetFiles(folder).open());
        var young = rotated.ofField(ORDERS, "order_no", subject, value);

        assertThat(young).isNotEqualTo(old);
        for (var token : List.of(old, young)) {
            var named = rotated.field(ORDERS, "order_no", token).orElseThrow();
            assertThat(rotated.names(named, "order_no", value)).isTrue();
            assertThat(rotated.names(named, "order_no", Personal.of("ORD-2"))).isFalse();
        }
        assertThat(tokens.field(ORDERS, "order_no", young)).isEmpty();
    }

    @Test
    void every_altered_or_cut_token_opens_nothing() {
        var token = tokens.ofSubject(ORDERS, subject);

        for (var i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(
                            tokens.subject(
                                    ORDERS, token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
            assertThat(tokens.subject(ORDERS, token.substring(0, i))).isEmpty();
        }
    }

    @Test
    void odd_texts_open_nothing() {
        for (var text :
                new String[] {
                    "", "tk1_", "tk2_AAAA", "tk1_%%%", "tk1_" + "A".repeat(100_000), "13800000001"
                }) {
            assertThat(tokens.subject(ORDERS, text)).isEmpty();
            assertThat(tokens.value(ORDERS, "mobile", text)).isEmpty();
        }
    }
}
