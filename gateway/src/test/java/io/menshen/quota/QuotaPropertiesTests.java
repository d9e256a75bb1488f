package io.menshen.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotaPropertiesTests {
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    @Test
    void prints_no_password() {
        var properties =
                new QuotaProperties("redis://user:s3cret@cache.internal:6380/1", 4, TIMEOUT, 100);

        assertThat(properties.toString()).contains("cache.internal:6380").doesNotContain("s3cret");
        assertThat(properties.address().toString()).doesNotContain("s3cret");
    }

    @Test
    void refuses_what_cannot_work_without_repeating_the_address() {
        assertThatThrownBy(() -> new QuotaProperties("http://:s3cret@cache", 4, TIMEOUT, 100))
                .hasMessageContaining("menshen.quota.redis")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThatThrownBy(() -> new QuotaProperties("redis://cache", 0, TIMEOUT, 100))
                .hasMessageContaining("menshen.quota.max-replicas is 0; 1 to 1000 is allowed");
        assertThatThrownBy(() -> new QuotaProperties("redis://cache", 4, Duration.ZERO, 100))
                .hasMessageContaining("menshen.quota.timeout is PT0S");
        assertThatThrownBy(() -> new QuotaProperties("redis://cache", 4, TIMEOUT, 0))
                .hasMessageContaining("menshen.quota.pending is 0");
    }
}
