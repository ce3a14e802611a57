import type { Manifest } from '../publish/manifest.ts';
import type { VersionState } from '../publish/registry-state.ts';
import type { VersionMetrics } from '../publish/version-folder.ts';
import type { Profile } from '../validate/profile.ts';

/** A version with all that its pages tell of it but the model itself. */
export interface SiteVersion extends VersionState {
  readonly manifest: Manifest;
  readonly metrics: VersionMetrics;
  readonly profile: Profile;
}
