package app.atelier.auth.sso;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/** Domains of e-mail addresses. */
final class Domains {

    private static final Pattern DOMAIN = Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    /** Everybody can have an address there, so nobody owns them. */
    private static final Set<String> EVERYBODYS = Set.of("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com",
            "msn.com", "yahoo.com", "icloud.com", "me.com", "aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com",
            "mail.ru", "yandex.ru", "qq.com", "163.com");

    private Domains() {
    }

    /** The domain of an e-mail address, in small letters; null when it is none. */
    static @Nullable String of(String email) {
        var at = email.lastIndexOf('@');
        return at < 1 ? null : plain(email.substring(at + 1));
    }

    /** @throws Problem.Invalid when it is no domain, or one that nobody owns alone */
    static String require(String domain) {
        var plain = plain(domain.strip().replaceFirst("^@", ""));
        if (plain == null) {
            throw new Problem.Invalid("domains", "'" + domain + "' is no domain such as example.org");
        }
        if (EVERYBODYS.contains(plain)) {
            throw new Problem.Invalid("domains", plain + " gives addresses to everybody, so it cannot be your organization's");
        }
        return plain;
    }

    private static @Nullable String plain(String domain) {
        try {
            var ascii = IDN.toASCII(domain.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? ascii : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
