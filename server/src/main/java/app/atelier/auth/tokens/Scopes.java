package app.atelier.auth.tokens;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;

/** What machines may be given: words of permissions, kept and sent separated by spaces (RFC 6749 §3.3). */
public final class Scopes {

    private Scopes() {
    }

    public static String words(Set<Permission> scopes) {
        return scopes.stream().sorted().map(Permission::word).collect(Collectors.joining(" "));
    }

    /**
     * @throws IllegalArgumentException for a word that names no permission
     */
    public static Set<Permission> of(String words) {
        var scopes = EnumSet.noneOf(Permission.class);
        Arrays.stream(words.split(" ")).filter(w -> !w.isEmpty()).map(Permission::of).forEach(scopes::add);
        return Collections.unmodifiableSet(scopes);
    }

    /**
     * The scopes, when they may be given away at all.
     *
     * @throws Problem.Invalid when there are none, or one is not in anybody's gift
     */
    public static Set<Permission> grantable(Collection<Permission> wanted) {
        if (wanted.isEmpty()) {
            throw new Problem.Invalid("scopes", "must name at least one permission");
        }
        for (var scope : wanted) {
            if (!scope.grantable()) {
                throw new Problem.Invalid("scopes", scope.word() + " can never be given to a machine");
            }
        }
        return Collections.unmodifiableSet(EnumSet.copyOf(wanted));
    }

    /**
     * The same, when the caller has them. What projects give is decided at each project, for the token as for its maker.
     *
     * @throws Problem.Invalid when the caller has one of them not
     */
    static Set<Permission> inGiftOf(Caller caller, Collection<Permission> wanted) {
        for (var scope : wanted) {
            if (scope.reach() == Permission.Reach.ORGANIZATION && scope.grantable() && !caller.may(scope)) {
                throw new Problem.Invalid("scopes", scope.word() + " is more than you may do yourself");
            }
        }
        return grantable(wanted);
    }
}
