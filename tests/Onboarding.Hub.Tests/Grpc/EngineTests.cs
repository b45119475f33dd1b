using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Xunit;

namespace Onboarding.Hub.Tests.Grpc;

/// <summary>The two contract assemblies are what the official engines were compiled against.</summary>
public sealed class EngineTests
{
    [Fact]
    public void The_contract_assemblies_have_the_identity_that_the_engines_refer_to()
    {
        AssemblyName[] supplied =
        [
            typeof(CallInvoker).Assembly.GetName(),
            typeof(ICompressionProvider).Assembly.GetName(),
        ];
        var wanted = Engines()
            .SelectMany(engine => engine.GetReferencedAssemblies())
            .Where(name => name.Name is "Grpc.Core.Api" or "Grpc.Net.Common")
            .Select(Identity)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            wanted.Order(StringComparer.Ordinal).ToList(),
            supplied.Select(Identity).ToList());
        Assert.Equal(VersionInfo.CurrentAssemblyVersion, $"{supplied[0].Version}");
    }

    [Fact]
    public void Every_type_of_the_engines_loads()
    {
        foreach (var engine in Engines())
        {
            Assert.NotEmpty(engine.GetTypes());
        }
    }

    [Fact]
    public void Every_member_that_the_engines_refer_to_is_there()
    {
        var arguments = Enumerable.Repeat(typeof(string), 4).ToArray();
        foreach (var engine in Engines())
        {
            var tokens = ContractMembers(engine);
            Assert.NotEmpty(tokens);
            // Resolving throws when the type has no member of that name and signature.
            Assert.All(
                tokens, token => Assert.NotNull(engine.ManifestModule.ResolveMember(token, arguments, arguments)));
        }
    }

    private static string Identity(AssemblyName name) =>
        $"{name.Name} {name.Version} {Convert.ToHexString(name.GetPublicKeyToken()!)}";

    private static Assembly[] Engines() => [typeof(GrpcServiceOptions).Assembly, typeof(GrpcChannel).Assembly];

    private static List<int> ContractMembers(Assembly engine)
    {
        using var file = new PEReader(File.OpenRead(engine.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences
                .Where(member => IsContract(metadata, metadata.GetMemberReference(member).Parent))
                .Select(member => MetadataTokens.GetToken(member)),
        ];
    }

    private static bool IsContract(MetadataReader metadata, EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeSpecification => IsContract(
            metadata, GenericDefinition(metadata, (TypeSpecificationHandle)type)),
        HandleKind.TypeReference => IsContract(
            metadata, metadata.GetTypeReference((TypeReferenceHandle)type).ResolutionScope),
        HandleKind.AssemblyReference => metadata.GetString(
            metadata.GetAssemblyReference((AssemblyReferenceHandle)type).Name) is "Grpc.Core.Api" or "Grpc.Net.Common",
        _ => false,
    };

    // ECMA-335, II.23.2.14: GENERICINST, CLASS or VALUETYPE, then the type. Arrays and the like have no member of ours.
    private static EntityHandle GenericDefinition(MetadataReader metadata, TypeSpecificationHandle specification)
    {
        var signature = metadata.GetBlobReader(metadata.GetTypeSpecification(specification).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return default;
        }

        signature.ReadCompressedInteger();
        return signature.ReadTypeHandle();
    }
}
