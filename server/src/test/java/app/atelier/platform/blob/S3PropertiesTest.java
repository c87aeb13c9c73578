package app.atelier.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.atelier.platform.Refusal;
import org.junit.jupiter.api.Test;

class S3PropertiesTest {

    @Test
    void halfOfTheSettingsIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> new S3Properties(null, "files", null, null, null))
                .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_ENDPOINT");
        assertThatThrownBy(() -> new S3Properties("https://s3.example", "files", null, "key", ""))
                .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_SECRET_KEY");
        assertThatThrownBy(() -> new S3Properties("https://s3.example", "files", null, null, "secret"))
                .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_ACCESS_KEY");
        for (var endpoint : new String[] {"s3.example", "ftp://s3.example", "https://s3.example/files", "https://", "::"}) {
            assertThatThrownBy(() -> new S3Properties(endpoint, "files", null, null, null)).as(endpoint)
                    .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_ENDPOINT");
        }
        assertThatThrownBy(() -> new S3Properties("https://s3.example", "My Files", null, null, null))
                .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_S3_BUCKET");
    }

    @Test
    void emptyIsAbsentAndKeysAreNotTold() {
        assertThat(new S3Properties("", " ", "", "", "").isSet()).isFalse();
        assertThat(new S3Properties("https://s3.example", "files", null, "key", "secret").toString()).doesNotContain("key", "secret");
    }
}
