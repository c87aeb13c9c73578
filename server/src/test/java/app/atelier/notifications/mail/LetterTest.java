package app.atelier.notifications.mail;

import static org.assertj.core.api.Assertions.assertThat;

import app.atelier.platform.db.Ids;
import org.junit.jupiter.api.Test;

class LetterTest {

    @Test
    void whatPeopleWroteStaysText() {
        var mail = Letter.write(Ids.next(), "a@example.org", "Hi\r\nBcc: all@example.org", "<script>", "a & \"b\"", "Open", "http://x/?a=1&b='", "why");
        assertThat(mail.subject()).isEqualTo("Hi Bcc: all@example.org");
        assertThat(mail.html()).contains("&lt;script&gt;", "a &amp; &quot;b&quot;", "http://x/?a=1&amp;b=&#39;").doesNotContain("<script>");
        assertThat(mail.text()).contains("<script>", "a & \"b\"", "http://x/?a=1&b='");
    }

    @Test
    void subjectsAreShort() {
        assertThat(Letter.write(Ids.next(), "a@example.org", "x".repeat(500), "t", "", "a", "l", "w").subject()).hasSize(200).endsWith("…");
    }
}
