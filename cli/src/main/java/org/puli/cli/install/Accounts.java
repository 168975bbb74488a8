package org.puli.cli.install;

import java.io.IOException;
import java.nio.file.FileSystems;

/** Who has an account on this machine, wherever the system keeps its accounts. Stateless. */
final class Accounts {
    private Accounts() {}

    static boolean exists(String user) {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }
}
