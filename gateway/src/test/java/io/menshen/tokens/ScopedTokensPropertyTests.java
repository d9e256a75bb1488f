package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.kernel.Clause;
import io.menshen.kernel.Personal;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeysetFiles;
import io.menshen.tokens.ScopedTokens.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Clause("5.1-a")
class ScopedTokensPropertyTests {
    private static final List<String> WORDS =
            List.of("", "a", "ab", "b", "ba", "delivery", "deliver", "yorders", "orders", "物流");
    private static final List<String> FIELDS = List.of("mobile", "email", "subject", "");

    private final Random random = new Random(20261124);

    @TempDir Path folder;

    private ScopedTokens tokens;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder);
        files.create();
        tokens = new ScopedTokens(files.open());
    }

    @Test
    void a_token_opens_for_its_own_scope_and_field_alone() {
        for (var i = 0; i < 5_000; i++) {
            var own = new Scope(any(WORDS), any(WORDS));
            var other = new Scope(any(WORDS), any(WORDS));
            var field = any(FIELDS);
            var otherField = any(FIELDS);
            var value = Integer.toString(random.nextInt());
            var token = tokens.ofValue(own, field, Personal.of(value));
            var same = own.equals(other) && field.equals(otherField);

            assertThat(tokens.value(other, otherField, token).map(Personal::open).orElse("none"))
                    .isEqualTo(same ? value : "none");
            assertThat(tokens.subject(own, token)).isEmpty();
        }
    }

    @Test
    void one_flipped_bit_or_a_missing_byte_opens_nothing() {
        var scope = new Scope("delivery", "orders");
        for (var i = 0; i < 200; i++) {
            var token = tokens.ofSubject(scope, SubjectId.random());
            var sealed = Base64.getUrlDecoder().decode(token.substring("tk1_".length()));
            for (var bit = 0; bit < sealed.length * 8; bit++) {
                var flipped = sealed.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                assertThat(tokens.subject(scope, text(flipped))).isEmpty();
            }
            var cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
            assertThat(tokens.subject(scope, text(cut))).isEmpty();
        }
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String text(byte[] sealed) {
        return "tk1_" + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
