using Xunit;
using Xunit.Sdk;

namespace Onboarding.Testing.Databases;

/// <summary>
/// A fact on a database: skipped, with the reason, where its class needs one that this machine does not have.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Onboarding.Testing.Databases.StoreFactDiscoverer", "Onboarding.Testing")]
public sealed class StoreFactAttribute : FactAttribute;
