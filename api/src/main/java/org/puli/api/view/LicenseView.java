package org.puli.api.view;

import org.puli.api.LicenseName;

/** A license as it is shown: how many seats there are and how many are held; more than {@code count} after a cut. */
public record LicenseView(LicenseName id, LicenseName name, int count, int used) {}
