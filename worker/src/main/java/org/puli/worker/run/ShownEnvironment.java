package org.puli.worker.run;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An attempt's environment as it may stand in its log, which many people read: a value that may be a secret, by its
 * variable's name or by its looks, is left out. It hides rather too much than too little. Stateless.
 */
final class ShownEnvironment {
    private static final int MOST_VARIABLES = 200;
    private static final int MOST_CHARACTERS = 500;
    private static final String HIDDEN = "(hidden)";
    private static final Pattern SECRET_NAME = Pattern.compile(
            "PASS|PWD|PHRASE|SECRET|TOKEN|KEY|CRED|AUTH|COOKIE|PRIVATE|SESSION|SIGNATURE|CERT|WEBHOOK|DSN|_PAT$");
    /** Of the first kind, and harmless. */
    private static final Pattern PLAIN_NAME = Pattern.compile("PWD|OLDPWD|KEYBOARD.*|.*_KEYFRAME.*");

    private static final Pattern SECRET_VALUE =
            Pattern.compile("-----BEGIN|\\beyJ[\\w-]{10,}\\.|\\b(?:AKIA|ghp_|github_pat_|glpat-|xox[bp]-)[\\w-]{10,}");
    /** What looks as if chance had made it: letters and digits, and nothing between them. */
    private static final Pattern KEY_VALUE = Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+=_]{32,}");

    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("(://)[^/@\\s]*@");

    private ShownEnvironment() {}

    /** A line for each variable, in the order of their names. */
    static String[] lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> !variable.getKey().equals(RunMark.VARIABLE))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_VARIABLES)
                .map(variable ->
                        "environment " + variable.getKey() + "=" + shown(variable.getKey(), variable.getValue()))
                .toArray(String[]::new);
    }

    private static String shown(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean isSecretName =
                SECRET_NAME.matcher(upper).find() && !PLAIN_NAME.matcher(upper).matches();
        if (isSecretName
                || SECRET_VALUE.matcher(value).find()
                || KEY_VALUE.matcher(value).matches()) {
            return value.isEmpty() ? "" : HIDDEN;
        }
        String open = LOGIN_IN_ADDRESS.matcher(value).replaceAll("$1" + HIDDEN + "@");
        return open.length() <= MOST_CHARACTERS ? open : open.substring(0, MOST_CHARACTERS) + " …";
    }
}
