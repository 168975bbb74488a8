package org.puli.api.tls;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and addresses of machines as certificates carry them. Stateless. */
final class HostNames {
    private static final int LONGEST = 253;
    private static final Pattern NAME = Pattern.compile(
            "(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private HostNames() {}

    /**
     * The names as keytool takes them.
     *
     * @throws IllegalArgumentException when one is no name and no address
     */
    static String extension(List<String> names) {
        return names.stream().map(HostNames::part).collect(Collectors.joining(",", "san=", ""));
    }

    private static String part(String name) {
        if (isAddress(name)) {
            return "ip:" + name;
        }
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is neither the name of a machine, such as farm.studio.lan, nor an address, such as 10.0.0.5");
        }
        return "dns:" + name;
    }

    private static boolean isAddress(String name) {
        try {
            return InetAddress.ofLiteral(name) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
