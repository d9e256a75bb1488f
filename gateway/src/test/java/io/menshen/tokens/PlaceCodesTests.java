package io.menshen.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.menshen.catalog.Code;
import io.menshen.catalog.Label;
import io.menshen.kernel.Clause;
import io.menshen.kernel.SubjectId;
import io.menshen.keys.KeysetFiles;
import io.menshen.keys.KeysetRotation;
import io.menshen.tokens.ScopedTokens.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Clause("4.2")
class PlaceCodesTests {
    private static final String ID = "gift-1";
    private static final Label WORDS = new Label("礼品台", "gift stand");
    private static final Code GIFT = code("gift", Code.Place.GIFT_STAND, "present", 1);

    @TempDir Path folder;

    private PlaceCodes codes;

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder.resolve("keys"));
        files.create();
        codes = new PlaceCodes(files.open());
    }

    private static Code code(String channel, Code.Place place, String purpose, int notice) {
        return new Code(WORDS, "marketing", channel, place, purpose, notice, WORDS);
    }

    static Stream<Code> others() {
        return Stream.of(
                code("sample", Code.Place.GIFT_STAND, "present", 1),
                code("gift", Code.Place.DESK, "present", 1),
                code("gift", Code.Place.GIFT_STAND, "survey", 1),
                code("gift", Code.Place.GIFT_STAND, "present", 2));
    }

    @Test
    void a_code_is_short_always_the_same_and_verifies() {
        var text = codes.text(ID, GIFT);

        assertThat(text).matches("mc1\\.gift-1\\.[A-Za-z0-9_-]{30}");
        assertThat(codes.text(ID, GIFT)).isEqualTo(text);
        assertThat(PlaceCodes.id(text)).contains(ID);
        assertThat(codes.verifies(text, ID, GIFT)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_was_printed_of_another_entry_does_not_verify(Code other) {
        assertThat(codes.verifies(codes.text(ID, other), ID, GIFT)).isFalse();
        assertThat(codes.verifies(codes.text("gift-2", GIFT), ID, GIFT)).isFalse();
    }

    @Test
    void words_beside_the_code_may_change() {
        var reworded =
                new Code(
                        new Label("新台", "new stand"),
                        "stores",
                        GIFT.channel(),
                        GIFT.place(),
                        GIFT.purpose(),
                        GIFT.noticeVersion(),
                        WORDS);

        assertThat(codes.verifies(codes.text(ID, GIFT), ID, reworded)).isTrue();
    }

    @Test
    void it_holds_after_the_key_was_changed() throws IOException, GeneralSecurityException {
        var before = codes.text(ID, GIFT);
        KeysetRotation.rotate(folder.resolve("keys"));
        var after = new PlaceCodes(new KeysetFiles(folder.resolve("keys")).open());

        assertThat(after.verifies(before, ID, GIFT)).isTrue();
        assertThat(after.text(ID, GIFT)).isNotEqualTo(before);
    }

    @Test
    void another_deployment_does_not_know_it() throws IOException, GeneralSecurityException {
        var files = new KeysetFiles(folder.resolve("other"));
        files.create();

        assertThat(new PlaceCodes(files.open()).verifies(codes.text(ID, GIFT), ID, GIFT)).isFalse();
    }

    @Test
    void a_token_of_a_person_signs_no_code() throws IOException, GeneralSecurityException {
        var tokens = new ScopedTokens(new KeysetFiles(folder.resolve("keys")).open());
        var token = tokens.ofSubject(new Scope("app", "gift"), SubjectId.random());

        assertThat(codes.verifies("mc1.gift-1." + token.substring(4), ID, GIFT)).isFalse();
        assertThat(PlaceCodes.id(token)).isEmpty();
    }
}
