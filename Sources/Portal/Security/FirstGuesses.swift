/// What is tried first in France, in lower case and without accents. Our own list, beside the leaked ones of
/// ``CommonPasswords``, which know less French and no rows of keys.
enum FirstGuesses {
    /// Words and runs, French and English.
    static let words = Set(
        """
        password passwords passphrase passw0rd motdepasse monmotdepasse mdp mdpmdp secret secretsecret topsecret lesecret
        azerty azertyuiop azertyui azertyqwerty qwerty qwertyuiop qwertyui qwertz qwertzuiop qsdfghjklm qsdfgh asdfgh
        asdfghjkl asdfasdf wxcvbn wxcvbnazerty zxcvbn zxcvbnm aqwzsx aqwzsxedc aqzsed azeqsd azeqsdwxc azer aqw
        qazwsx qazwsxedc poiuytreza poiuytrewq ytreza ytrewq abc abcd abcde abcdef abcabc abcdefgh abcdefghij aaa
        admin administrator administrateur administratrice adminadmin root rootroot toor superuser superadmin sysadmin
        user username utilisateur utilisatrice guest invite visiteur test tester testtest testing essai demo default
        changeme changemoi changezmoi letmein laissemoientrer ouvretoi ouvretoisesame sesame opensesame entrez
        login connexion loginlogin welcome bienvenue welcomehome hello helloworld hellohello bonjour bonjourbonjour
        salut coucou coucoucou bonsoir aurevoir merci mercimerci please access acces entree temporary temporaire
        iloveyou iloveu loveyou lovelove love jetaime jetaimetrop jtm jtaime moncoeur amour monamour amoureux amoureuse
        cheri cherie moncheri macherie doudou loulou louloute choupette chouchou minou minette chaton princesse
        princess prince sunshine soleil rayondesoleil etoile lune papillon butterfly flower fleur licorne unicorn
        dragon dragons monkey tiger lion panda pikachu pokemon naruto superman batman spiderman starwars ironman
        football baseball basketball soccer hockey rugby tennis liverpool chelsea arsenal barcelona realmadrid juventus
        marseille olympique olympiquedemarseille allezlom parissg psgpsg paris lyon toulouse nantes bordeaux lille
        strasbourg montpellier rennes bretagne france vivelafrance allezlesbleus lesbleus equipedefrance marianne
        bonaparte napoleon liberte egalite fraternite libertegalitefraternite
        nicolas camille thomas julien marine alexandre charlotte isabelle michael jennifer jordan michelle daniel
        ashley jessica charlie andrew matthew anthony maxime quentin antoine vincent caroline sandrine stephanie
        chocolat chocolate nutella fromage baguette croissant cookie cookies biere vodka pastis
        computer ordinateur internet google facebook instagram whatsapp snapchat youtube microsoft windows linux
        samsung iphone android orange freebox bouygues
        janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
        vendredi samedi dimanche printemps ete automne hiver january february march april june july august september
        october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
        master maitre freedom whatever trustno trustnoone nothing rien personne nobody killer shadow hunter ninja
        etudiant etudiante student students ecole school university universite campus association bureau president
        presidente tresorier tresoriere secretaire portal portail portalportal
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Rows of keys, the alphabet and the digits, forwards and backwards; any piece of them of ten characters is
    /// common.
    static let rows: [String] = {
        let forwards = [
            "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm",
            "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "12345678901234567890", "&e\"'(-e_ca)=",
            "a1z2e3r4t5y6u7i8o9p0", "1a2z3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p",
            "a1b2c3d4e5f6g7h8i9j0", "1a2b3c4d5e6f7g8h9i0j", "qazwsxedcrfvtgbyhnujmikolp", "aqwzsxedcrfvtgbyhnujikolpm",
            "00112233445566778899", "111222333444555666777888999000", "147258369963852741", "159357456852159357",
        ]
        return forwards + forwards.map { String($0.reversed()) }
    }()
}
