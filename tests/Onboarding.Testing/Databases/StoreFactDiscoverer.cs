using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Onboarding.Testing.Databases;

/// <summary>Finds store facts, and skips those of classes whose fixture is PostgreSQL where there is none.</summary>
public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        bool needsPostgreSql = testMethod.TestClass.Class.Interfaces
            .Any(implemented => implemented.ToRuntimeType() == typeof(IClassFixture<PostgreSqlStore>));
        return needsPostgreSql && PostgreSqlStore.SkipReason is { } reason
            ? new XunitSkippedDataRowTestCase(
                DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, reason)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
    }
}
